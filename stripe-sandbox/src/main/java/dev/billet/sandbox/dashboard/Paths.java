package dev.billet.sandbox.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where the dashboard's pages are. */
final class Paths {

  private Paths() {}

  /** Returns a path below the dashboard. */
  static String of(String... segments) {
    StringBuilder path = new StringBuilder("/").append(Dashboard.PREFIX);
    for (String segment : segments) {
      if (!segment.isEmpty()) {
        path.append('/').append(encode(segment));
      }
    }
    return path.toString();
  }

  /** Returns a path with a query; parameters without a value are left out. */
  static String query(String path, Map<String, String> params) {
    StringBuilder url = new StringBuilder(path);
    char separator = '?';
    for (Map.Entry<String, String> param : params.entrySet()) {
      if (!param.getValue().isEmpty()) {
        url.append(separator).append(encode(param.getKey())).append('=');
        url.append(encode(param.getValue()));
        separator = '&';
      }
    }
    return url.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
