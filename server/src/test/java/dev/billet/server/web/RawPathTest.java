package dev.billet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/a", "/a/b", "/a/b.c", "/a/...", "/a/%41", "/a/b%20c", "/a/@:!$&'()*+,="})
  void takesAPathThatMeansOneThing(String path) {
    assertThat(RawPath.isUnambiguous(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "a",
        "/",
        "/a/",
        "//a",
        "/a//b",
        "/a/./b",
        "/a/..",
        "/a/%2e/b",
        "/a/.%2E/b",
        "/a%2fb",
        "/a%2Fb",
        "/a%5cb",
        "/a\\b",
        "/a;b",
        "/a/%zz",
        "/a/%4",
        "/a/{b}",
        "/a b",
        "/é"
      })
  void refusesOneThatMeansSeveral(String path) {
    assertThat(RawPath.isUnambiguous(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/org, /v1/org, true",
    "/v1/org, /v1/org/x, true",
    "/v1/org, /v1/org/, true",
    "/v1/org, /v1/organizations, false",
    "/v1/org, /v1/or, false",
    "/v1/org, /V1/org, false"
  })
  void findsAPrefixOnWholeSegments(String prefix, String path, boolean under) {
    assertThat(RawPath.isUnder(prefix, path)).isEqualTo(under);
  }

  @ParameterizedTest
  @CsvSource({"a=b, true", "a=%20, true", "'', true", "a=%zz, false", "a=%2, false", "%, false"})
  void readsAQueryWhoseEscapesAreWhole(String query, boolean readable) {
    assertThat(RawPath.isReadableQuery(query)).isEqualTo(readable);
  }
}
