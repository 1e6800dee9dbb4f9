package dev.billet.gates;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the generator makes of a document, as text: every public type, constructor, method and
 * constant, sorted, with the annotations that bind it to HTTP and JSON. Not what methods do, and
 * not whether a model demands a member: the annotations that say so are not generated.
 */
final class Signatures {

  private static final Set<String> INHERITED = Set.of("equals", "hashCode", "toString");

  private Signatures() {}

  /** The signatures of a contract's package, one line each. */
  static String of(String contract) {
    String name = "dev.billet.specs." + contract;
    StringBuilder text = new StringBuilder();
    types(name).forEach(type -> describe(type, text));
    return text.toString()
        .replace(name + ".", "")
        .replaceAll("\\bjava\\.(lang|util)\\.(?=[A-Z])", "");
  }

  private static void describe(Class<?> type, StringBuilder text) {
    String kind = type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    text.append(annotations(type.getAnnotations()))
        .append(kind)
        .append(' ')
        .append(type.getName())
        .append('\n');
    List<String> members = new ArrayList<>();
    if (type.isEnum()) {
      Arrays.stream(type.getEnumConstants())
          .map(it -> ((Enum<?>) it).name() + " = " + it)
          .forEach(members::add);
    }
    for (Constructor<?> constructor : type.getConstructors()) {
      members.add("new(" + parameters(constructor) + ")");
    }
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && !method.isSynthetic()
          && !INHERITED.contains(method.getName())) {
        members.add(
            annotations(method.getAnnotations())
                + method.getGenericReturnType().getTypeName()
                + " "
                + method.getName()
                + "("
                + parameters(method)
                + ")");
      }
    }
    members.stream().sorted().forEach(it -> text.append("  ").append(it).append('\n'));
  }

  private static String parameters(Executable executable) {
    List<String> texts = new ArrayList<>();
    for (Parameter parameter : executable.getParameters()) {
      texts.add(
          annotations(parameter.getAnnotations())
              + parameter.getParameterizedType().getTypeName()
              + " "
              + parameter.getName());
    }
    return String.join(", ", texts);
  }

  /** Written out here, because how an annotation prints itself differs from one JDK to the next. */
  private static String annotations(Annotation[] annotations) {
    return Arrays.stream(annotations)
        .map(Signatures::text)
        .filter(it -> !it.isEmpty())
        .sorted()
        .map(it -> "@" + it + " ")
        .collect(Collectors.joining());
  }

  private static String text(Annotation annotation) {
    if (annotation instanceof Path path) {
      return "Path(" + path.value() + ")";
    } else if (annotation instanceof Consumes consumes) {
      return "Consumes(" + String.join(", ", consumes.value()) + ")";
    } else if (annotation instanceof Produces produces) {
      return "Produces(" + String.join(", ", produces.value()) + ")";
    } else if (annotation instanceof HeaderParam header) {
      return "Header(" + header.value() + ")";
    } else if (annotation instanceof PathParam path) {
      return "PathParam(" + path.value() + ")";
    } else if (annotation instanceof QueryParam query) {
      return "Query(" + query.value() + ")";
    } else if (annotation instanceof DefaultValue value) {
      return "Default(" + value.value() + ")";
    } else if (annotation instanceof JsonProperty property) {
      return "Json(" + property.value() + ")";
    }
    HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
    return method == null ? "" : method.value();
  }

  private static List<Class<?>> types(String name) {
    String folder = name.replace('.', '/');
    try {
      URI url = Objects.requireNonNull(Signatures.class.getResource("/" + folder), folder).toURI();
      if (!url.getScheme().equals("jar")) {
        return types(name, Paths.get(url));
      }
      try (FileSystem jar = FileSystems.newFileSystem(url, Map.of())) {
        return types(name, jar.getPath(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + name, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> types(String name, java.nio.file.Path folder) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".class"))
          .map(it -> name + "." + it.substring(0, it.length() - ".class".length()))
          .sorted()
          .<Class<?>>map(Signatures::load)
          .filter(it -> Modifier.isPublic(it.getModifiers()))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
