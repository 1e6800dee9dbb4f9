package dev.billet.conformance.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds resources by listing, so that a new document or example needs no mention here. */
public final class Resources {

  private Resources() {}

  /**
   * Lists the files below a directory of the class path, sorted by path.
   *
   * @param ending how their names end
   * @return paths that can be read, in a directory or in a jar; empty where there is no such
   *     directory
   */
  public static List<Path> list(String directory, String ending) {
    URL url = Resources.class.getClassLoader().getResource(directory);
    if (url == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path(url.toURI()))) {
      return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + url, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path path(URI uri) throws IOException {
    if (!uri.getScheme().equals("jar")) {
      return Path.of(uri);
    }
    String[] parts = uri.toString().split("!", 2);
    URI jar = URI.create(Objects.requireNonNull(parts[0]));
    return fileSystem(jar).getPath(Objects.requireNonNull(parts[1]));
  }

  // Stays open for as long as the process: the paths that are handed out live in it.
  private static FileSystem fileSystem(URI jar) throws IOException {
    try {
      return FileSystems.getFileSystem(jar);
    } catch (FileSystemNotFoundException e) {
      return FileSystems.newFileSystem(jar, Map.of());
    }
  }
}
