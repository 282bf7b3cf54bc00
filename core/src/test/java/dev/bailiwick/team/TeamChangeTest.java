package dev.bailiwick.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.InvalidParameter;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TeamChangeTest {
  @Test
  void collections_of_the_jdk_are_copied() {
    Set<String> tags = new HashSet<>(Set.of("a"));
    Map<String, String> attributes = new HashMap<>(Map.of("k", "v"));
    TeamChange change = TeamChange.ofName("ops").withTags(tags).withAttributes(attributes);
    tags.add("b");
    attributes.clear();
    assertThat(change.tags()).hasValueSatisfying(kept -> assertThat(kept).containsExactly("a"));
    assertThat(change.attributes())
        .hasValueSatisfying(kept -> assertThat(kept).containsExactly(Map.entry("k", "v")));
  }

  @Test
  void a_null_in_a_collection_is_refused_by_the_name_of_the_collection() {
    assertThatThrownBy(() -> TeamChange.ofName("ops").withTags(Collections.singleton(null)))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("tags"));
    assertThatThrownBy(
            () -> TeamChange.ofName("ops").withAttributes(Collections.singletonMap("k", null)))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("attributes"));
  }
}
