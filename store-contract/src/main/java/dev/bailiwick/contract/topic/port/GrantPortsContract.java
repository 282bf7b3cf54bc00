package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The promises of the repositories of grants, of candidates and of the audit log. */
public interface GrantPortsContract extends ContractTopic {
  @Test
  default void a_grant_is_found_by_its_key_in_its_tenant_alone() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    Grant grant = rows.grant(org, StoreRows.doc("1"), ann);
    Grant denial =
        rows.grant(StoreRows.given(org, StoreRows.doc("1"), ann, StoreRows.VIEWER, Effect.DENY));
    Grant editor =
        rows.grant(StoreRows.given(org, StoreRows.doc("1"), ann, StoreRows.EDITOR, Effect.ALLOW));
    assertThat(rows.find(view -> view.grants().find(org, grant.key()))).contains(grant);
    assertThat(rows.find(view -> view.grants().find(org, denial.key()))).contains(denial);
    assertThat(rows.find(view -> view.grants().find(ann, grant.key()))).isEmpty();
    Grant timed =
        Grant.of(
            org,
            grant.key(),
            Window.between(StoreRows.THEN.plusNanos(1000), StoreRows.THEN.plusSeconds(1)));
    rows.grant(timed);
    assertThat(rows.find(view -> view.grants().find(org, grant.key()))).contains(timed);
    assertThat(rows.list(view -> view.grants().on(org, StoreRows.doc("1"), StoreRows.all())))
        .containsExactly(editor, timed, denial);
    rows.write(tx -> tx.grants().delete(timed), org);
    assertThat(rows.find(view -> view.grants().find(org, grant.key()))).isEmpty();
    assertThat(rows.find(view -> view.grants().find(org, denial.key()))).contains(denial);
    assertThat(rows.list(view -> view.grants().to(org, ann, StoreRows.all())))
        .containsExactly(editor, denial);
  }

  @Test
  default void grants_are_listed_by_resource_by_accessor_and_by_tenant() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    TeamId team = rows.team(org, ann, "ops");
    List<Accessor> accessors = List.of(ann, bob, team, org, Everyone.EVERYONE);
    List<Grant> all = new ArrayList<>();
    for (String id : List.of("b", "a", "😀", "B")) {
      for (Accessor accessor : accessors) {
        all.add(rows.grant(org, StoreRows.doc(id), accessor));
      }
    }
    rows.grant(other, StoreRows.doc("a"), ann);
    all.sort((x, y) -> x.key().compareTo(y.key()));
    assertThat(rows.inSlices(view -> slice -> view.grants().list(org, slice), Grant::key))
        .containsExactlyElementsOf(all);
    assertThat(
            rows.inSlices(
                view -> slice -> view.grants().on(org, StoreRows.doc("a"), slice), Grant::key))
        .containsExactlyElementsOf(
            all.stream().filter(g -> g.resource().equals(StoreRows.doc("a"))).toList());
    for (Accessor accessor : accessors) {
      assertThat(rows.inSlices(view -> slice -> view.grants().to(org, accessor, slice), Grant::key))
          .containsExactlyElementsOf(
              all.stream().filter(g -> g.accessor().equals(accessor)).toList());
    }
    assertThat(
            rows.inSlices(view -> slice -> view.grants().accessors(org, slice), (Accessor a) -> a))
        .containsExactlyElementsOf(accessors);
    assertThat(rows.inSlices(view -> slice -> view.grants().tenants(ann, slice), (Tenant t) -> t))
        .containsExactly(org, other);
    all.stream()
        .filter(g -> g.accessor().equals(ann))
        .forEach(g -> rows.write(tx -> tx.grants().delete(g), org));
    assertThat(rows.list(view -> view.grants().accessors(org, StoreRows.all())))
        .doesNotContain(ann);
    assertThat(rows.list(view -> view.grants().tenants(ann, StoreRows.all())))
        .containsExactly(other);
  }

  @Test
  default void tenants_of_an_accessor_are_persons_first() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId org = rows.org(ann);
    UserId bob = rows.user();
    rows.grant(org, StoreRows.doc("1"), ann);
    rows.grant(bob, StoreRows.doc("1"), ann);
    rows.grant(StoreRows.given(ann, StoreRows.doc("1"), ann, StoreRows.VIEWER, Effect.DENY));
    assertThat(rows.inSlices(view -> slice -> view.grants().tenants(ann, slice), (Tenant t) -> t))
        .containsExactly(ann, bob, org);
  }

  @Test
  default void candidate_resources_are_all_that_may_matter_by_id() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    OrgId org = rows.org(ann);
    TeamId team = rows.team(org, ann, "ops");
    ResourceId folder = ResourceId.of("folder", "1");
    rows.resource(org, folder, ann);
    rows.resource(org, StoreRows.doc("below"), ann, folder);
    rows.resource(org, StoreRows.doc("deep"), ann, StoreRows.doc("below"));
    rows.resource(org, StoreRows.doc("owned"), bob);
    rows.resource(org, StoreRows.doc("other"), ann);
    rows.grant(org, folder, team);
    rows.grant(org, StoreRows.doc("unregistered"), bob);
    rows.grant(ann, StoreRows.doc("personal"), bob);
    ImmutableSet<Accessor> accessors = ImmutableSet.of(bob, team);
    assertThat(
            rows.inSlices(
                view -> slice -> view.candidates().resources(org, "doc", accessors, bob, slice),
                (ResourceId id) -> id))
        .isSorted()
        .doesNotHaveDuplicates()
        .contains(
            StoreRows.doc("below"),
            StoreRows.doc("deep"),
            StoreRows.doc("owned"),
            StoreRows.doc("unregistered"))
        .allMatch(id -> id.type().equals("doc"))
        .doesNotContain(StoreRows.doc("personal"));
    assertThat(
            rows.inSlices(
                view -> slice -> view.candidates().resources(org, "doc", slice),
                (ResourceId id) -> id))
        .containsExactly(
            StoreRows.doc("below"),
            StoreRows.doc("deep"),
            StoreRows.doc("other"),
            StoreRows.doc("owned"),
            StoreRows.doc("unregistered"));
    assertThat(
            rows.list(view -> view.candidates().resources(org, ResourceId.TEAM, StoreRows.all())))
        .as("the tenant's teams, granted on or not")
        .containsExactly(team.key());
    assertThat(rows.list(view -> view.candidates().resources(org, ResourceId.ORG, StoreRows.all())))
        .containsExactly(org.key());
    assertThat(rows.list(view -> view.candidates().resources(ann, ResourceId.ORG, StoreRows.all())))
        .as("a person is no resource")
        .isEmpty();
    assertThat(rows.list(view -> view.candidates().resources(org, "do", StoreRows.all())))
        .isEmpty();
    assertThat(rows.list(view -> view.candidates().resources(org, "folder", StoreRows.all())))
        .containsExactly(folder);
  }

  @Test
  default void candidate_subjects_are_all_users_that_a_grant_may_reach_by_id() {
    StoreRows rows = new StoreRows(newStore());
    UserId owner = rows.user();
    OrgId org = rows.org(owner);
    OrgId guests = rows.org(rows.user());
    List<UserId> users = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      users.add(rows.user());
    }
    users.subList(0, 4).forEach(user -> rows.member(org, user));
    TeamId team = rows.team(org, owner, "ops");
    TeamId child = rows.team(org, owner, "night", t -> t.parent(team));
    TeamId grandchild = rows.team(org, owner, "dawn", t -> t.parent(child));
    rows.seat(org, team, users.get(0));
    rows.seat(org, grandchild, users.get(1));
    rows.write(tx -> tx.orgs().save(Membership.of(guests, users.get(4))), users.get(4), guests);
    ResourceId folder = ResourceId.of("folder", "1");
    rows.resource(org, StoreRows.doc("1"), users.get(3), folder);
    rows.grant(org, folder, team);
    rows.grant(org, StoreRows.doc("1"), users.get(2));
    rows.grant(org, StoreRows.doc("1"), guests);
    rows.grant(org, StoreRows.doc("1"), Everyone.EVERYONE);
    ImmutableList<ResourceId> line = ImmutableList.of(StoreRows.doc("1"), folder);
    assertThat(
            rows.inSlices(
                view -> slice -> view.candidates().subjects(org, line, slice), (UserId id) -> id))
        .isSorted()
        .doesNotHaveDuplicates()
        .containsAll(users);
    assertThat(
            rows.list(
                view ->
                    view.candidates().subjects(org, ImmutableList.of(org.key()), StoreRows.all())))
        .contains(owner, users.get(0), users.get(1), users.get(2), users.get(3))
        .as("no unrelated user")
        .doesNotContain(users.get(4));
    assertThat(
            rows.list(
                view ->
                    view.candidates()
                        .subjects(org, ImmutableList.of(child.key()), StoreRows.all())))
        .as("the owner of a team, and the members of its child teams")
        .contains(owner, users.get(1));
  }

  @Test
  default void the_log_is_listed_newest_first_and_by_touched_item() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    OrgId org = rows.org(ann);
    OrgId other = rows.org(ann);
    Actor actor =
        Actor.user(ann)
            .in(org)
            .from(
                RequestContext.none()
                    .withAddress("10.0.0.1")
                    .withUserAgent("agent")
                    .withUrl("/url"));
    Membership joined = Membership.of(org, bob);
    Grant grant = StoreRows.given(org, StoreRows.doc("1"), ann, StoreRows.VIEWER, Effect.ALLOW);
    AuditEntry one = rows.entry(org, "a", actor, StoreRows.THEN, joined);
    AuditEntry two =
        rows.entry(org, "b", Actor.system("sync"), StoreRows.THEN.plusSeconds(1), grant);
    AuditEntry three =
        rows.entry(org, "a", Actor.user(bob), StoreRows.THEN.plusSeconds(2), joined, grant);
    AuditEntry elsewhere = rows.entry(other, "a", actor, StoreRows.THEN, joined);
    assertThat(log(rows, org, Optional.empty(), AuditFilter.all()))
        .containsExactly(three, two, one);
    assertThat(log(rows, other, Optional.empty(), AuditFilter.all())).containsExactly(elsewhere);
    assertThat(log(rows, org, Optional.of(ResourceId.of(bob)), AuditFilter.all()))
        .containsExactly(three, one);
    assertThat(log(rows, org, Optional.of(StoreRows.doc("1")), AuditFilter.all()))
        .containsExactly(three, two);
    assertThat(log(rows, org, Optional.of(StoreRows.doc("2")), AuditFilter.all())).isEmpty();
    assertThat(log(rows, org, Optional.empty(), AuditFilter.all().events(Event.of("a"))))
        .containsExactly(three, one);
    assertThat(log(rows, org, Optional.empty(), AuditFilter.all().itemType(ItemType.GRANT)))
        .containsExactly(three, two);
    assertThat(log(rows, org, Optional.empty(), AuditFilter.all().by(ann))).containsExactly(one);
    assertThat(
            log(
                rows,
                org,
                Optional.empty(),
                AuditFilter.all()
                    .between(StoreRows.THEN.plusSeconds(1), StoreRows.THEN.plusSeconds(2))))
        .as("from, and before until")
        .containsExactly(two);
    assertThat(
            log(
                rows,
                org,
                Optional.of(ResourceId.of(bob)),
                AuditFilter.all().by(bob).events(Event.of("a")).itemType(ItemType.GRANT)))
        .containsExactly(three);
    assertThat(log(rows, org, Optional.empty(), AuditFilter.all().bySystem("sync")))
        .containsExactly(two);
    assertThat(log(rows, org, Optional.empty(), AuditFilter.all().touching(bob)))
        .containsExactly(three, one);
    assertThat(
            log(
                rows,
                org,
                Optional.empty(),
                AuditFilter.all().events(Event.of("a"), Event.of("b"))))
        .containsExactly(three, two, one);
    assertThat(
            rows.inSlices(
                view -> slice -> view.audit().listForward(org, AuditFilter.all(), slice),
                AuditEntry::number))
        .as("oldest first")
        .containsExactly(one, two, three);
    assertThat(
            rows.list(
                view ->
                    view.audit()
                        .listForward(
                            org,
                            AuditFilter.all().events(Event.of("a")),
                            new Slice<>(Optional.of(one.number()), 10))))
        .containsExactly(three);
  }

  private static ImmutableList<AuditEntry> log(
      StoreRows rows, Tenant tenant, Optional<ResourceId> touching, AuditFilter filter) {
    return rows.inSlices(
        view -> slice -> view.audit().list(tenant, touching, filter, slice), AuditEntry::number);
  }

  @Test
  default void erasing_takes_a_person_out_of_every_log_and_leaves_the_rest() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    UserId bob = rows.user();
    OrgId org = rows.org(ann);
    RequestContext context =
        RequestContext.none().withAddress("10.0.0.1").withUserAgent("agent").withUrl("/url");
    var account =
        StoreRows.account(ann)
            .fullName("Ann Marker")
            .email(Email.of("marker@world.test"))
            .identities(ImmutableSortedSet.of(ExternalIdentity.of("issuer", "marker")))
            .attributes(Map.of("marker", "marker"))
            .build();
    var others = StoreRows.account(bob).fullName("Bob").build();
    rows.entry(org, "by_ann", Actor.user(ann).from(context), StoreRows.THEN, account, others);
    AuditEntry byBob =
        rows.entry(org, "by_bob", Actor.user(bob).from(context), StoreRows.THEN, others);
    rows.entry(ann, "by_ann", Actor.user(ann).from(context), StoreRows.THEN, account);
    rows.entry(ann, "own", Actor.user(bob).from(context), StoreRows.THEN, account);
    long before = rows.revision(org);
    rows.write(
        tx -> {
          Supplier<ImmutableList<AuditEntry>> entries =
              () -> tx.audit().list(org, Optional.empty(), AuditFilter.all(), Slice.first());
          assertThat(entries.get().toString()).contains("Marker");
          tx.audit().erase(ann, Erasure.ACCOUNT);
          assertThat(entries.get().toString())
              .as("in the same unit")
              .doesNotContainIgnoringCase("marker");
        },
        ann);
    assertThat(log(rows, org, Optional.empty(), AuditFilter.all()).get(1).actor().context())
        .as("the evidence of a call in an org")
        .isEqualTo(context);
    assertThat(log(rows, ann, Optional.empty(), AuditFilter.all().by(ann)))
        .singleElement()
        .satisfies(entry -> assertThat(entry.actor()).isEqualTo(Actor.user(ann)));
    rows.write(tx -> tx.audit().erase(ann, Erasure.ACCOUNT_AND_CALLS), ann);
    assertThat(rows.revision(org)).as("other logs' tenants do not move").isEqualTo(before);
    ImmutableList<AuditEntry> log = log(rows, org, Optional.empty(), AuditFilter.all());
    assertThat(log.toString()).doesNotContainIgnoringCase("marker");
    assertThat(log.get(0)).isEqualTo(byBob);
    AuditEntry byAnn = log.get(1);
    assertThat(byAnn.event().name()).isEqualTo("by_ann");
    assertThat(byAnn.actor()).isEqualTo(Actor.user(ann));
    assertThat(byAnn.reason()).contains("because");
    assertThat(byAnn.items().get(0).properties())
        .containsKeys("status", "locked", "super_user")
        .doesNotContainKey("full_name");
    assertThat(byAnn.items().get(1)).isEqualTo(ItemChange.created(others));
    ImmutableList<AuditEntry> own = log(rows, ann, Optional.empty(), AuditFilter.all());
    assertThat(own.toString()).doesNotContainIgnoringCase("marker");
    assertThat(own.get(0).actor().context()).isEqualTo(context);
    assertThat(log(rows, org, Optional.of(ResourceId.of(ann)), AuditFilter.all()))
        .containsExactly(byAnn);
  }
}
