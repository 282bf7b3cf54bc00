package dev.bailiwick.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");

  @Test
  void ids_are_positive() {
    for (long bad : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> new UserId(bad)).isInstanceOf(InvalidParameter.class);
      assertThatThrownBy(() -> new TeamId(bad)).isInstanceOf(InvalidParameter.class);
      assertThatThrownBy(() -> new OrgId(bad)).isInstanceOf(InvalidParameter.class);
    }
  }

  @Test
  void accessors_are_sorted_by_kind_and_then_by_id() {
    List<Accessor> sorted =
        List.of(new UserId(2), new UserId(9), new TeamId(1), new OrgId(1), Everyone.EVERYONE);
    List<Accessor> mixed = Arrays.asList(sorted.toArray(new Accessor[0]));
    Collections.reverse(mixed);
    mixed.sort(Accessor.ORDER);
    assertThat(mixed).isEqualTo(sorted);
  }

  @Test
  void persons_are_locked_before_orgs() {
    assertThat(Stream.<Tenant>of(new OrgId(1), new UserId(9), new UserId(2)).sorted(Tenant.ORDER))
        .containsExactly(new UserId(2), new UserId(9), new OrgId(1));
  }

  @Property
  void ids_are_sorted_by_number(
      @ForAll @LongRange(min = 1) long a, @ForAll @LongRange(min = 1) long b) {
    int order = Integer.signum(Long.compare(a, b));
    assertThat(new UserId(a).compareTo(new UserId(b))).isEqualTo(order);
    assertThat(new TeamId(a).compareTo(new TeamId(b))).isEqualTo(order);
    assertThat(new OrgId(a).compareTo(new OrgId(b))).isEqualTo(order);
  }

  @Test
  void a_host_vouches_for_tenant_owner_and_parent_in_one_line() {
    OrgId acme = new OrgId(1);
    UserId bob = new UserId(2);
    ResourceRef folder = DOC.id("folder");
    ResourceRef vouched = DOC.id("7").in(acme).ownedBy(bob).under(folder);
    assertThat(vouched.key()).isEqualTo(DOC.id("7"));
    assertThat(vouched.tenant()).contains(acme);
    assertThat(vouched.owner()).contains(bob);
    assertThat(vouched.parent()).contains(folder);
    assertThat(DOC.id("7").tenant()).isEmpty();
    assertThat(DOC.id("7").owner()).isEmpty();
    assertThat(DOC.id("7").parent()).isEmpty();
  }

  @Test
  void a_line_of_parents_is_no_longer_than_the_limit() {
    OrgId acme = new OrgId(1);
    for (ResourceRef top : List.of(DOC.id("0"), acme, acme.in(acme), acme.key())) {
      ResourceRef line = top;
      int longest = Limits.RESOURCE_DEPTH + (top.key().type().equals(ResourceId.ORG) ? 1 : 0);
      for (int i = 1; i <= longest; i++) {
        line = DOC.id("" + i).under(line);
      }
      ResourceRef full = line;
      assertThatThrownBy(() -> DOC.id("below").under(full))
          .isInstanceOfSatisfying(
              LimitExceeded.class, e -> assertThat(e.limit()).isEqualTo(Limits.RESOURCE_DEPTH));
      assertThat(full.ownedBy(new UserId(1)).in(acme).parent()).isEqualTo(full.parent());
    }
  }

  @Test
  void two_lines_of_very_many_parents_are_refused_before_anything_follows_them() {
    assertThatThrownBy(
            () -> {
              ResourceRef a = DOC.id("0");
              ResourceRef b = DOC.id("0");
              for (int i = 1; i <= 20_000; i++) {
                // An org below an org, too: it is no ancestor, but it has a parent.
                a = i % 2 == 0 ? DOC.id("" + i).under(a) : new OrgId(1).under(a);
                b = i % 2 == 0 ? DOC.id("" + i).under(b) : new OrgId(1).under(b);
              }
              assertThat(a).isEqualTo(b).hasSameHashCodeAs(b).hasToString(b.toString());
            })
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void an_org_and_a_team_are_resources() {
    assertThat(new OrgId(7).key()).hasToString("org:7");
    assertThat(new OrgId(7).tenant()).contains(new OrgId(7));
    assertThat(new TeamId(7).key()).hasToString("team:7");
    assertThat(new TeamId(7).key().builtIn()).isTrue();
    assertThat(DOC.id("7").builtIn()).isFalse();
  }

  @Test
  void no_two_resource_ids_collide() {
    assertThat(DOC.id("a")).isNotEqualTo(DOC.id("a ")).isNotEqualTo(DOC.id("A"));
    assertThat(ResourceId.of("a", "b:c")).isNotEqualTo(ResourceId.of("a.b", "c"));
    assertThatThrownBy(() -> ResourceId.of("a:b", "c")).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> ResourceId.of(null, "c")).isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(() -> DOC.id(null)).isInstanceOf(InvalidParameter.class);
    assertThat(DOC)
        .isEqualTo(ResourceType.of("doc"))
        .hasSameHashCodeAs(ResourceType.of("doc"))
        .hasToString("doc")
        .isNotEqualTo(ResourceType.of("doc", Long.class))
        .isNotEqualTo(ResourceType.of("file"));
    assertThat(DOC.idType()).isEqualTo(String.class);
  }

  @Test
  void a_resource_id_of_a_number_or_uuid_equals_the_one_of_its_text() {
    UUID uuid = UUID.fromString("0b0e7a26-0c8f-4ba5-9d0c-0f5a3a0f7f11");
    ResourceType<Long> row = ResourceType.of("row", Long.class);
    ResourceType<UUID> file = ResourceType.of("row", UUID.class);
    Map<ResourceId, ResourceId> sameByTyped =
        Map.of(
            row.id(-7L), ResourceId.of("row", "-7"),
            row.id(Long.MAX_VALUE), ResourceId.of("row", "9223372036854775807"),
            file.id(uuid), ResourceId.of("row", uuid.toString()),
            new OrgId(7).key(), ResourceId.of("org", "7"),
            new TeamId(7).key(), ResourceId.of("team", "7"),
            ResourceId.of(new UserId(7)), ResourceId.of("user", "7"));
    sameByTyped.forEach(
        (typed, text) -> {
          assertThat(typed).isEqualTo(text).hasSameHashCodeAs(text).hasToString(text.toString());
          assertThat(text).isEqualTo(typed).isEqualByComparingTo(typed);
          assertThat(typed.id()).isEqualTo(text.id()).isSameAs(typed.id());
        });
    assertThat(row.id(7L)).isEqualTo(row.id(7L)).isNotEqualTo(row.id(8L));
    assertThat(row.id(7L)).isNotEqualTo(ResourceId.of("row", "07"));
    assertThat(row.id(7L)).isNotEqualTo(ResourceType.of("col", Long.class).id(7L));
    assertThat(row.id(10L)).isLessThan(row.id(9L));
    assertThat(file.id(uuid)).isNotEqualTo(row.id(7L));
  }

  @Test
  void a_type_is_a_lower_case_name_of_at_most_64_characters() {
    for (String good : List.of("a", "a".repeat(64), "a0_.-z")) {
      assertThat(ResourceId.of(good, "1").type()).isEqualTo(good);
    }
    for (String bad :
        List.of("", "a".repeat(65), "A", "0a", "_a", ".a", "-a", "a b", "aB", "a/b", "ä", "aä")) {
      assertThatThrownBy(() -> ResourceId.of(bad, "1"))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("resource.type"));
    }
  }

  @Test
  void an_id_beyond_ascii_is_measured_in_bytes() {
    assertThat(DOC.id("a".repeat(255)).id()).hasSize(255);
    assertThat(DOC.id("ä".repeat(127)).id()).hasSize(127);
    assertThat(DOC.id("tab\t and del\u007f").id()).hasSize(13);
    for (String bad : List.of("", "a".repeat(256), "ä".repeat(128), "a\0", "\ud800")) {
      assertThatThrownBy(() -> DOC.id(bad))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("resource.id"));
    }
  }

  @Test
  void revisions_merge_to_the_later_of_each_tenant() {
    Revision a = Revision.of(ImmutableMap.of(new UserId(1), 3L, new OrgId(1), 5L));
    Revision b = Revision.of(new OrgId(1), 4);
    assertThat(a.and(b)).isEqualTo(a).hasSameHashCodeAs(a);
    assertThat(b.and(a)).isEqualTo(a);
    assertThat(b.and(Revision.NONE)).isEqualTo(b).isNotEqualTo(a);
    assertThat(a.and(Revision.of(new OrgId(2), 1)).numbers()).hasSize(3);
    assertThat(b).hasToString("{org:1=4}");
  }

  @Test
  void consistency_says_how_fresh() {
    assertThat(Consistency.latest().staleness()).isEmpty();
    assertThat(Consistency.within(Duration.ofSeconds(2)).staleness())
        .contains(Duration.ofSeconds(2));
    assertThat(Consistency.atLeast(Revision.of(new OrgId(1), 4)).revision().numbers())
        .containsEntry(new OrgId(1), 4L);
    assertThatThrownBy(() -> Consistency.within(Duration.ofSeconds(-1)))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  void a_page_has_1_to_1000_entries() {
    for (int bad : new int[] {0, -1, 1001}) {
      assertThatThrownBy(() -> PageRequest.first(bad)).isInstanceOf(InvalidParameter.class);
    }
    assertThat(PageRequest.first().size()).isEqualTo(100);
    assertThat(PageRequest.first(7).after("t")).isEqualTo(new PageRequest(7, Optional.of("t")));
  }

  @Test
  void all_pages_make_one_stream_read_as_it_is_needed() {
    List<Page<Integer>> pages =
        List.of(
            new Page<>(ImmutableList.of(1, 2), Optional.of("1")),
            new Page<>(ImmutableList.of(3), Optional.empty()));
    assertThat(Page.all(request -> pages.get(request.token().map(Integer::parseInt).orElse(0))))
        .containsExactly(1, 2, 3);
    assertThat(pages.get(0)).containsExactly(1, 2);
  }
}
