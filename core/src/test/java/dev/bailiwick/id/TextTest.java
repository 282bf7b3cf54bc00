package dev.bailiwick.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.InvalidParameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void a_name_has_no_blank_ends_and_something_between() {
    assertThat(Text.name("Jane Doe", "f")).isEqualTo("Jane Doe");
    for (String bad : List.of("", " ", " x", "x ", "\t", "x\n")) {
      refused("f", () -> Text.name(bad, "f"));
    }
    refused("f", () -> Text.name(null, "f"));
  }

  @Test
  void texts_hold_no_control_and_no_direction_changing_characters() {
    for (String bad :
        List.of("a\0b", "a\u001bb", "a\u202eb", "a\u2066b", "a\u200fb", "a\u061cb", "a\u2028b")) {
      refused("f", () -> Text.name(bad, "f"));
      refused("f", () -> Text.text(bad, "f"));
    }
    refused("f", () -> Text.name("a\nb", "f"));
    assertThat(Text.text("a\nb\tc\r", "f")).isEqualTo("a\nb\tc\r");
    assertThat(Text.text("", "f")).isEmpty();
  }

  @Test
  void unpaired_surrogates_are_refused_everywhere() {
    for (String bad : List.of("\ud800", "a\udc00", "\udc00\ud800")) {
      refused("f", () -> Text.name(bad, "f"));
      refused("f", () -> Text.text(bad, "f"));
      refused("f", () -> Text.id(bad, "f"));
    }
    assertThat(Text.id("😀", "f")).isEqualTo("😀");
  }

  @Test
  void length_is_counted_in_code_points_for_names_and_in_bytes_for_ids() {
    assertThat(Text.name("😀".repeat(255), "f")).hasSize(510);
    refused("f", () -> Text.name("😀".repeat(256), "f"));
    refused("f", () -> Text.name("a".repeat(1_000_000), "f"));
    assertThat(Text.id("a".repeat(255), "f")).hasSize(255);
    refused("f", () -> Text.id("a".repeat(256), "f"));
    refused("f", () -> Text.id("ä".repeat(128), "f"));
    refused("f", () -> Text.id("a".repeat(1_000_000), "f"));
    assertThat(Text.text("a".repeat(4_000), "f")).hasSize(4_000);
    refused("f", () -> Text.text("a".repeat(4_001), "f"));
  }

  @Test
  void an_id_is_kept_byte_for_byte() {
    for (String id :
        List.of(" a ", "a:b", "a/b", "a#b", "a%b", "a::b", "'; --", "a\"b", "é", "e\u0301")) {
      assertThat(Text.id(id, "f")).isEqualTo(id);
    }
    refused("f", () -> Text.id("", "f"));
    refused("f", () -> Text.id("a\0", "f"));
    refused("f", () -> Text.id(null, "f"));
  }

  @Test
  void canonical_names_differ_only_where_readers_would_see_it() {
    assertThat(Text.canonical("É")).isEqualTo(Text.canonical("e\u0301"));
    assertThat(Text.canonical("OPS")).isEqualTo("ops");
    assertThat(Text.canonical("mıke")).isNotEqualTo(Text.canonical("mike"));
    assertThat(Text.canonical("straße")).isNotEqualTo(Text.canonical("strasse"));
  }

  @Property
  void canonical_form_is_its_own_canonical_form(@ForAll String text) {
    assertThat(Text.canonical(Text.canonical(text))).isEqualTo(Text.canonical(text));
  }

  @Property
  void texts_are_ordered_by_code_point(@ForAll String a, @ForAll String b) {
    int[] x = a.codePoints().toArray();
    int[] y = b.codePoints().toArray();
    boolean wellFormed =
        IntStream.concat(IntStream.of(x), IntStream.of(y))
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (wellFormed) {
      assertThat(Integer.signum(Text.ORDER.compare(a, b)))
          .isEqualTo(Integer.signum(java.util.Arrays.compare(x, y)));
    }
  }

  @Test
  void code_points_beyond_the_first_plane_come_last() {
    assertThat(Text.ORDER.compare("\uffee", "😀")).isNegative();
    assertThat(Text.ORDER.compare("😀", "\uffee")).isPositive();
    assertThat(Text.ORDER.compare("a", "ab")).isNegative();
  }

  @Test
  void tags_and_attributes_are_bounded() {
    assertThat(Text.tags(List.of("b", "a", "b"), "f")).containsExactly("a", "b");
    refused("f", () -> Text.tags(List.of(""), "f"));
    refused("f", () -> Text.tags(numbers(101), "f"));
    assertThat(Text.attributes(Map.of("k", ""))).containsEntry("k", "");
    refused("attributes", () -> Text.attributes(Map.of("", "v")));
    refused("attributes", () -> Text.attributes(Map.of("k", "\0")));
    refused(
        "attributes",
        () -> Text.attributes(numbers(101).stream().collect(Collectors.toMap(n -> n, n -> n))));
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static void refused(
      String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidParameter.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.rule()).isNotEmpty();
            });
  }
}
