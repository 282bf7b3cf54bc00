package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.jdbc.internal.sql.Json;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void values_lie_within_values_to_a_bounded_depth() {
    assertThat(Json.read("[".repeat(16) + "]".repeat(16))).isNotNull();
    for (String deep :
        new String[] {
          "[".repeat(17) + "]".repeat(17), "[".repeat(1_000_000), "{\"a\":".repeat(1_000_000)
        }) {
      assertThatThrownBy(() -> Json.read(deep)).isInstanceOf(IllegalArgumentException.class);
    }
    // One after the other is not one in the other.
    assertThat(Json.array(Json.read("[" + "[],".repeat(100) + "{}]"))).hasSize(101);
  }
}
