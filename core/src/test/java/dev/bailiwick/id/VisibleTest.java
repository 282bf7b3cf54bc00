package dev.bailiwick.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.error.InvalidParameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void a_name_has_no_invisible_characters() {
    for (String name :
        List.of(
            "ops\u200B",
            "\u200Bops",
            "o\u200Dps",
            "o\u200Cps",
            "ops\u00AD",
            "ops\u2060",
            "ops\uFEFF",
            "ops\u034F",
            "ops\uFE0F",
            "ops\u3164",
            "ops\u2800",
            "ops\uDB40\uDC41",
            "\u3164",
            "\u115F",
            "\u0915\u200B",
            "\u2764\uFE0F\uFE0F")) {
      assertThatThrownBy(() -> Visible.name(name, "team.name"))
          .as(name)
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("team.name"));
    }
  }

  @Test
  void scripts_and_emoji_keep_the_joiners_that_they_need() {
    for (String name :
        List.of(
            "Jane Doe",
            "O\u2019Neil",
            "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
            "\u0915\u094D\u200D\u0937",
            "\u0DC1\u0DCA\u200D\u0DBB\u0DD3",
            "team \u2764\uFE0F",
            "\uD83D\uDC69\u200D\uD83D\uDCBB",
            "\u5C71\u7530\u3000\u592A\u90CE")) {
      assertThat(Visible.name(name, "name")).isEqualTo(name);
    }
  }
}
