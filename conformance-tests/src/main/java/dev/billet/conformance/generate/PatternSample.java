package dev.billet.conformance.generate;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds a short text that matches a regular expression, by walking along it and taking the first
 * branch of everything. Knows what documents use: literals, classes, groups, alternatives and
 * quantifiers; of look-arounds and back references nothing.
 */
final class PatternSample {

  private static final String ALPHABET =
      "aA0_-.~/:@ bcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ123456789";

  private final String regex;
  private int at;

  private PatternSample(String regex) {
    this.regex = regex;
  }

  /** A text that matches; where none is found, one that may not. */
  static String of(String regex) {
    try {
      String text = new PatternSample(regex).alternatives();
      return Pattern.compile(regex).matcher(text).find() ? text : "example";
    } catch (PatternSyntaxException | StringIndexOutOfBoundsException unknown) {
      return "example";
    }
  }

  private String alternatives() {
    StringBuilder first = new StringBuilder();
    boolean skipping = false;
    while (at < regex.length() && regex.charAt(at) != ')') {
      if (regex.charAt(at) == '|') {
        at++;
        skipping = true;
      } else {
        String atom = quantified();
        if (!skipping) {
          first.append(atom);
        }
      }
    }
    return first.toString();
  }

  private String quantified() {
    String atom = atom();
    int times = 1;
    if (at < regex.length()) {
      switch (regex.charAt(at)) {
        case '?', '*' -> {
          at++;
          times = 0;
        }
        case '+' -> at++;
        case '{' -> {
          int end = regex.indexOf('}', at);
          times = Integer.parseInt(regex.substring(at + 1, end).replaceFirst(",.*", ""));
          at = end + 1;
        }
        default -> {}
      }
      if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
        at++;
      }
    }
    return atom.repeat(times);
  }

  private String atom() {
    char next = regex.charAt(at++);
    return switch (next) {
      case '^', '$' -> "";
      case '.' -> "a";
      case '(' -> group();
      case '[' -> one(bracket());
      case '\\' -> escaped();
      default -> String.valueOf(next);
    };
  }

  private String group() {
    if (regex.startsWith("?:", at)) {
      at += 2;
    } else if (regex.startsWith("?<", at)) {
      at = regex.indexOf('>', at) + 1;
    }
    String inside = alternatives();
    at++;
    return inside;
  }

  private String escaped() {
    char next = regex.charAt(at++);
    return switch (next) {
      case 'd', 'w', 's', 'D', 'W', 'S' -> one("\\" + next);
      case 'b', 'B' -> "";
      case 'x' -> {
        at += 2;
        yield String.valueOf((char) Integer.parseInt(regex.substring(at - 2, at), 16));
      }
      default -> String.valueOf(next);
    };
  }

  private String bracket() {
    int begin = at - 1;
    while (regex.charAt(at) != ']' || at == begin + 1) {
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    return regex.substring(begin, at);
  }

  private static String one(String characterClass) {
    Pattern pattern = Pattern.compile(characterClass);
    return ALPHABET
        .codePoints()
        .mapToObj(Character::toString)
        .filter(pattern.asMatchPredicate())
        .findFirst()
        .orElse("é");
  }
}
