package dev.bailiwick.contract.topic.access;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.fixture.World.FOLDER;
import static dev.bailiwick.permission.Permission.MANAGE;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.ADMIN;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Access;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.access.Question;
import dev.bailiwick.access.SubjectPage;
import dev.bailiwick.contract.fixture.RandomWorld;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * The lookups in both directions: resources of a user and users of a resource. They agree with
 * check.
 */
public interface LookupContract extends PageTokensContract {
  /** Every entry of a list, where every page but the last is full. */
  private static <T> ImmutableList<T> inPages(int size, Function<PageRequest, Page<T>> list) {
    ImmutableList.Builder<T> all = ImmutableList.builder();
    PageRequest request = PageRequest.first(size);
    while (true) {
      Page<T> page = list.apply(request);
      all.addAll(page.items());
      assertThat(all.build()).as("no page begins anew").doesNotHaveDuplicates();
      if (page.next().isEmpty()) {
        assertThat(page.items().size()).isLessThanOrEqualTo(size);
        return all.build();
      }
      assertThat(page.items()).as("a page that is not the last is full").hasSize(size);
      request = request.after(page.next().get());
    }
  }

  @Test
  default void all_answers_are_the_same_for_every_user_resource_and_permission() {
    long worlds = Math.max(2, Math.min(25, Long.getLong("bailiwick.steps", 2_000) / 80));
    for (long seed = 0; seed < worlds; seed++) {
      RandomWorld chance = new RandomWorld(newStore(), seed);
      World world = chance.world();
      OrgId org = chance.org();
      Access access = world.system(org).access();
      List<Question> questions = new ArrayList<>();
      Set<Question> allowed = new HashSet<>();
      for (UserId user : chance.users()) {
        for (ResourceId resource : chance.resources()) {
          Set<Permission> held = access.permissions(user, resource);
          for (Permission permission : World.MODEL.permissions()) {
            Question question = new Question(user, permission, resource);
            boolean may = access.check(user, permission, resource);
            String what = "seed " + seed + ": " + question;
            assertThat(world.as(user, org).may(permission, resource)).as(what).isEqualTo(may);
            var explained = access.explain(user, permission, resource);
            assertThat(explained.allowed()).as(what).isEqualTo(may);
            assertThat(explained.decision().paths().isEmpty() && may).as(what).isFalse();
            assertThat(explained.decision().reasons().isEmpty()).as(what).isEqualTo(may);
            assertThat(held.contains(permission)).as(what).isEqualTo(may);
            questions.add(question);
            if (may) {
              allowed.add(question);
            }
          }
          for (Role role : World.MODEL.roles()) {
            PermissionSet permits = World.MODEL.permissionsOf(role).orElseThrow();
            assertThat(access.effectiveRoles(user, resource).contains(role))
                .isEqualTo(held.containsAll(permits.toSet()));
          }
        }
      }
      assertThat(access.checkAll(questions))
          .isEqualTo(questions.stream().map(allowed::contains).toList());
      int size = 1 + (int) (seed % 4);
      for (Permission permission : World.MODEL.permissions()) {
        for (UserId user : chance.users()) {
          assertThat(inPages(size, page -> access.lookupResources(user, permission, DOC, page)))
              .as("seed %s: %s %s", seed, user, permission)
              .containsExactlyElementsOf(
                  chance.resources().stream()
                      .filter(r -> allowed.contains(new Question(user, permission, r)))
                      .sorted()
                      .toList());
        }
        for (ResourceId resource : chance.resources()) {
          List<UserId> expected =
              chance.users().stream()
                  .filter(u -> allowed.contains(new Question(u, permission, resource)))
                  .sorted()
                  .toList();
          assertThat(
                  inPages(size, p -> access.lookupAllSubjects(permission, resource, p).users())
                      .stream()
                      .filter(chance.users()::contains))
              .as("seed %s: %s %s", seed, permission, resource)
              .containsExactlyElementsOf(expected);
          SubjectPage first = access.lookupSubjects(permission, resource, PageRequest.first(1000));
          assertThat(first.users().items())
              .isSubsetOf(
                  inPages(1000, p -> access.lookupAllSubjects(permission, resource, p).users()));
          if (!first.everyone()) {
            assertThat(first.users().items().stream().filter(chance.users()::contains))
                .containsExactlyElementsOf(expected);
          }
        }
      }
    }
  }

  @Test
  default void every_page_size_finds_the_same_few_among_many() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", org);
    UserId bob = world.member("bob", org);
    for (int i = 0; i < 100; i++) {
      ResourceRef ref = DOC.id("d" + (100 + i));
      world.system(org).resources().register(ref.ownedBy(bob));
      world.system(org).grants().grant(COLLABORATOR, ref, mia);
      if (i % 40 != 7) {
        world.system(org).grants().deny(COLLABORATOR, ref, mia);
      }
    }
    List<ResourceId> seen = List.of(DOC.id("d107"), DOC.id("d147"), DOC.id("d187"));
    for (int size = 1; size <= 100; size++) {
      assertThat(inPages(size, p -> world.as(mia, org).access().lookupResources(mia, READ, DOC, p)))
          .containsExactlyElementsOf(seen);
    }
    Page<ResourceId> first =
        world.as(mia, org).access().lookupResources(mia, READ, DOC, PageRequest.first(3));
    assertThat(first.next()).as("nothing says that there are more").isEmpty();
  }

  @Test
  default void everyone_is_a_marker_that_can_be_spelled_out() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    UserId out = world.user("out");
    UserId off = world.user("off");
    world.system().users().deactivate(off);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), Everyone.EVERYONE);
    Access access = world.system(org).access();
    SubjectPage closed = access.lookupSubjects(READ, DOC.id("1"), PageRequest.first());
    assertThat(closed.everyone()).isFalse();
    assertThat(closed.users().items()).containsExactly(olga, mia);
    world.sharing(org, true);
    SubjectPage marked = access.lookupSubjects(READ, DOC.id("1"), PageRequest.first());
    assertThat(marked.everyone()).isTrue();
    assertThat(marked.users().items()).as("members are listed").containsExactly(olga, mia);
    for (int size = 1; size <= 4; size++) {
      assertThat(inPages(size, p -> access.lookupAllSubjects(READ, DOC.id("1"), p).users()))
          .containsExactly(olga, mia, out);
    }
    SubjectPage managers = access.lookupAllSubjects(MANAGE, DOC.id("1"), PageRequest.first());
    assertThat(managers.everyone()).isFalse();
    assertThat(managers.users().items()).containsExactly(olga);
  }

  @Test
  default void a_caller_supplied_owner_is_found_and_a_caller_supplied_resource_is_not() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    UserId bob = world.member("bob", org);
    world.system(org).grants().grant(COLLABORATOR, FOLDER.id(1L), bob);
    Access access = world.system(org).access();
    ResourceRef vouched = DOC.id("1").ownedBy(mia).under(FOLDER.id(1L));
    for (int size = 1; size <= 4; size++) {
      assertThat(inPages(size, p -> access.lookupSubjects(READ, vouched, p).users()))
          .containsExactly(olga, mia, bob);
    }
    assertThat(access.lookupSubjects(READ, DOC.id("1"), PageRequest.first()).users().items())
        .containsExactly(olga);
    assertThat(access.lookupResources(olga, READ, DOC, PageRequest.first()).items()).isEmpty();
    assertThat(access.lookupResources(olga, READ, FOLDER, PageRequest.first()).items())
        .containsExactly(FOLDER.id(1L));
  }

  @Test
  default void lookups_work_in_the_tenant_of_a_person() {
    World world = world();
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    world.as(ann).grants().grant(COLLABORATOR, DOC.id("1"), bob);
    assertThat(world.as(bob).access().in(ann).lookupResources(bob, READ, DOC, PageRequest.first()))
        .containsExactly(DOC.id("1"));
    assertThat(world.as(bob).access().lookupResources(bob, READ, DOC, PageRequest.first()))
        .isEmpty();
    world.as(bob).grants().grant(COLLABORATOR, DOC.id("1"), ann);
    for (UserId person : List.of(ann, bob)) {
      Access own = world.as(person).access();
      for (int size = 1; size <= 3; size++) {
        assertThat(inPages(size, p -> own.lookupSubjects(READ, DOC.id("1"), p).users()))
            .containsExactly(ann, bob);
      }
    }
  }

  @Test
  default void lookups_about_unknown_users_and_resources_are_empty() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    UserId unknownUser = new UserId(Long.MAX_VALUE - 1);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), org);
    Access access = world.system(org).access();
    assertThat(access.lookupResources(unknownUser, READ, DOC, PageRequest.first())).isEmpty();
    assertThat(
            access
                .lookupSubjects(READ, new TeamId(Long.MAX_VALUE - 1), PageRequest.first())
                .users())
        .isEmpty();
    assertThat(
            access.in(unknownUser).lookupSubjects(READ, DOC.id("1"), PageRequest.first()).users())
        .isEmpty();
    assertThatThrownBy(
            () ->
                access.lookupResources(
                    unknownUser, READ, ResourceType.of("other"), PageRequest.first()))
        .isInstanceOf(InvalidParameter.class);
    assertThatThrownBy(
            () ->
                access.lookupResources(
                    unknownUser, Permission.of("unknown"), DOC, PageRequest.first()))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  default void lookups_are_authorised() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    UserId adam = world.admin("adam", org);
    UserId out = world.admin("out", world.org("globex", world.user("otto")));
    UserId sue = world.superUser("sue");
    world.system(org).grants().grant(ADMIN, DOC.id("1"), mia);
    PageRequest first = PageRequest.first();
    for (UserId may : List.of(olga, adam, sue)) {
      world.as(may, org).access().lookupResources(mia, READ, DOC, first);
      world.as(may, org).access().lookupSubjects(READ, DOC.id("2"), first);
    }
    assertThat(world.as(mia, org).access().lookupResources(mia, READ, DOC, first))
        .as("every user asks about themselves")
        .containsExactly(DOC.id("1"));
    assertThat(world.as(mia, org).access().lookupSubjects(READ, DOC.id("1"), first).users())
        .as("and about the resources that they manage")
        .contains(mia, olga, adam);
    world.as(out, org).access().lookupResources(out, READ, DOC, first);
    for (UserId mayNot : List.of(mia, out)) {
      Access access = world.as(mayNot, org).access();
      assertThatThrownBy(() -> access.lookupResources(adam, READ, DOC, first))
          .isInstanceOf(NoPermission.class);
      assertThatThrownBy(() -> access.lookupSubjects(READ, DOC.id("2"), first))
          .isInstanceOf(NoPermission.class);
    }
    world.system(org).orgs().members(org).deactivate(adam);
    assertThatThrownBy(() -> world.as(adam, org).access().lookupResources(mia, READ, DOC, first))
        .isInstanceOf(NoPermission.class);
    world.system().users().lock(mia);
    assertThatThrownBy(() -> world.as(mia, org).access().lookupResources(mia, READ, DOC, first))
        .isInstanceOf(NoPermission.class);
  }

  @Test
  default void a_page_token_serves_its_caller_and_question_alone() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    OrgId other = world.org("globex", olga);
    UserId adam = world.admin("adam", org);
    for (String id : List.of("1", "2", "3")) {
      world.system(org).grants().grant(COLLABORATOR, DOC.id(id), org);
      world.system(other).grants().grant(COLLABORATOR, DOC.id(id), other);
    }
    PageRequest one = PageRequest.first(1);
    Access access = world.as(olga, org).access();
    String token = access.lookupResources(olga, READ, DOC, one).next().orElseThrow();
    PageRequest next = one.after(token);
    assertThat(access.lookupResources(olga, READ, DOC, next)).containsExactly(DOC.id("2"));
    assertThat(access.lookupResources(olga, READ, DOC, PageRequest.first(2).after(token)))
        .as("the size may change")
        .containsExactly(DOC.id("2"), DOC.id("3"));
    refused(() -> world.as(adam, org).access().lookupResources(olga, READ, DOC, next));
    refused(() -> world.as(olga, other).access().lookupResources(olga, READ, DOC, next));
    refused(() -> world.as(olga).access().in(org).lookupResources(olga, READ, DOC, next));
    refused(() -> world.system(org).access().lookupResources(olga, READ, DOC, next));
    refused(() -> access.lookupResources(adam, READ, DOC, next));
    refused(() -> access.lookupResources(olga, MANAGE, DOC, next));
    refused(() -> access.lookupResources(olga, READ, FOLDER, next));
    refused(() -> access.lookupSubjects(READ, DOC.id("1"), next));
    refused(() -> access.grantedTo(org, next));
    String who = access.lookupSubjects(READ, DOC.id("1"), one).users().next().orElseThrow();
    assertThat(access.lookupSubjects(READ, DOC.id("1"), one.after(who)).users())
        .containsExactly(adam);
    refused(() -> access.lookupSubjects(READ, DOC.id("2"), one.after(who)));
    refused(() -> access.lookupSubjects(MANAGE, DOC.id("1"), one.after(who)));
    refused(() -> access.lookupAllSubjects(READ, DOC.id("1"), one.after(who)));
  }

  @Test
  default void an_altered_page_token_is_refused() {
    World world = world();
    OrgId org = world.org("acme", world.user("olga"));
    world.system(org).grants().grant(COLLABORATOR, DOC.id("1"), org);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("2"), org);
    Access access = world.system(org).access();
    UserId olga = world.system().orgs().get(org).owner();
    PageRequest one = PageRequest.first(1);
    String token = access.lookupResources(olga, READ, DOC, one).next().orElseThrow();
    List<String> altered = new ArrayList<>(List.of("", " ", "A", "not base64!", token + "AAAA"));
    for (int i = 0; i < token.length(); i++) {
      altered.add(token.substring(0, i));
      altered.add(
          token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1));
    }
    for (String bad : altered) {
      refused(() -> access.lookupResources(olga, READ, DOC, one.after(bad)));
    }
    assertThat(access.lookupResources(olga, READ, DOC, one.after(token)))
        .containsExactly(DOC.id("2"));
    World elsewhere = world();
    OrgId same = elsewhere.org("acme", elsewhere.user("olga"));
    refused(
        () -> elsewhere.system(same).access().lookupResources(olga, READ, DOC, one.after(token)));
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("page.token"));
  }

  @Test
  default void rows_that_come_and_go_between_pages_neither_repeat_nor_hide_others() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    for (String id : List.of("b", "d", "f")) {
      world.system(org).grants().grant(COLLABORATOR, DOC.id(id), org);
    }
    Access access = world.as(olga, org).access();
    Page<ResourceId> first = access.lookupResources(olga, READ, DOC, PageRequest.first(1));
    world.system(org).grants().removeAll(DOC.id("b"));
    world.system(org).grants().grant(COLLABORATOR, DOC.id("a"), org);
    world.system(org).grants().grant(COLLABORATOR, DOC.id("c"), org);
    Optional<String> token = first.next();
    assertThat(
            access.lookupResources(
                olga, READ, DOC, PageRequest.first(10).after(token.orElseThrow())))
        .containsExactly(DOC.id("c"), DOC.id("d"), DOC.id("f"));
  }
}
