package dev.billet.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the configuration file into properties.
 *
 * <p>The document is read as it is written, before YAML gives types to plain words: an organization
 * called {@code no} and an id {@code 0123} stay what they are. It also tells on which line a
 * mistake stands, and refuses what says the same thing twice.
 */
final class YamlFile {

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final Path file;
  private final KeyTree keys;
  private final Problems problems;
  private final Map<String, String> properties = new LinkedHashMap<>();

  private YamlFile(Path file, KeyTree keys, Problems problems) {
    this.file = file;
    this.keys = keys;
    this.problems = problems;
  }

  /** The file's properties by name; whatever is wrong with it becomes a problem. */
  static Map<String, String> read(Path file, KeyTree keys, Problems problems) {
    YamlFile yaml = new YamlFile(file, keys, problems);
    yaml.read();
    return yaml.properties;
  }

  private void read() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.error(file.toString(), "is larger than a configuration can be");
        return;
      }
      // Aliases are followed, so their number is bounded, or a small file could become a large one.
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(50);
      Node root = new Yaml(options).compose(new StringReader(Files.readString(file)));
      if (root != null && !isNull(root)) {
        node(List.of(), keys, root);
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.error(file + " line " + line, "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.error(file.toString(), "is not YAML");
    } catch (IOException e) {
      problems.error(file.toString(), "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private void node(List<String> path, KeyTree known, Node node) {
    if (node instanceof MappingNode mapping) {
      if (known.takesValue() || known.takesList()) {
        error(path, node, known.takesList() ? "must be a list" : "must be a single value");
      } else {
        mapping(path, known, mapping);
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence(path, known, sequence);
    } else if (node instanceof ScalarNode scalar && !isNull(scalar)) {
      if (known.takesValue()) {
        properties.put(PropertyPath.join(path), scalar.getValue());
      } else if (known.takesPlainList()) {
        properties.put(PropertyPath.join(append(path, "[0]")), scalar.getValue());
      } else {
        error(path, node, known.takesList() ? "must be a list" : "must be a mapping");
      }
    }
  }

  /** Keeps a name that has nothing below it: its presence alone may mean something. */
  private void noteIfEmpty(List<String> path, KeyTree known, Node node) {
    boolean empty =
        isNull(node) || (node instanceof MappingNode mapping && mapping.getValue().isEmpty());
    if (empty && !known.takesValue() && !known.takesList()) {
      properties.put(PropertyPath.join(path), "");
    }
  }

  private void mapping(List<String> path, KeyTree known, MappingNode mapping) {
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode name)) {
        error(path, entry.getKeyNode(), "has a key that is not a plain name");
        continue;
      }
      List<String> child = append(path, name.getValue());
      KeyTree below = PropertyPath.isIndex(name.getValue()) ? null : known.child(name.getValue());
      if (!seen.add(name.getValue())) {
        error(child, name, "is there twice");
      } else if (below == null) {
        error(child, name, "is unknown; " + known.hint(path, name.getValue()));
      } else {
        node(child, below, entry.getValueNode());
        if (known.names()) {
          noteIfEmpty(child, below, entry.getValueNode());
        }
      }
    }
  }

  private void sequence(List<String> path, KeyTree known, SequenceNode sequence) {
    if (!known.takesList()) {
      error(path, sequence, "must not be a list");
      return;
    }
    int index = 0;
    for (Node element : sequence.getValue()) {
      String segment = "[" + index++ + "]";
      KeyTree below = known.child(segment);
      if (below != null) {
        node(append(path, segment), below, element);
        noteIfEmpty(append(path, segment), below, element);
      }
    }
  }

  private void error(List<String> path, Node node, String message) {
    String name = path.isEmpty() ? "the configuration" : PropertyPath.join(path);
    problems.error(
        name, message + " (" + file + " line " + (node.getStartMark().getLine() + 1) + ")");
  }

  private static List<String> append(List<String> path, String segment) {
    List<String> longer = new ArrayList<>(path);
    longer.add(segment);
    return longer;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
