package dev.bailiwick.contract.topic.audit;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The log of an org is complete, and holds nothing of another tenant: each call has one entry in
 * the log of each org that it changes. Case 72 of the list of adversarial cases.
 */
public interface OrgLogContract extends ContractTopic {
  private static Session from(World world, Actor actor) {
    return world
        .bailiwick()
        .actingAs(actor.from(RequestContext.none().withAddress("203.0.113.7")))
        .because("the reason");
  }

  /** Returns the entries of a change, by their tenants, after checks that hold for every change. */
  private static List<AuditEntry> entries(World world, Runnable change) {
    LogSnapshot before = LogSnapshot.of(world.store());
    change.run();
    LogSnapshot after = LogSnapshot.of(world.store());
    List<AuditEntry> entries = after.since(before);
    assertThat(entries).extracting(AuditEntry::tenant).doesNotHaveDuplicates();
    assertThat(entries)
        .filteredOn(entry -> entry.reason().isPresent())
        .as("the reason, in one entry")
        .hasSize(1);
    assertThat(entries)
        .filteredOn(entry -> entry.reason().isEmpty())
        .allSatisfy(entry -> assertThat(entry.actor().context()).isEqualTo(RequestContext.none()));
    after
        .logs()
        .forEach(
            (tenant, log) -> {
              if (tenant instanceof OrgId) {
                assertThat(log).as("the log of %s", tenant).hasSize((int) after.revision(tenant));
              }
            });
    return entries;
  }

  private static AuditEntry of(Tenant tenant, List<AuditEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.tenant().equals(tenant))
        .findFirst()
        .orElseThrow();
  }

  private static ImmutableList<ItemType> types(AuditEntry entry) {
    return entry.items().stream().map(ItemChange::type).collect(ImmutableList.toImmutableList());
  }

  private static AuditEntry last(Session reader, OrgId org) {
    return reader.audit().ofOrg(org, AuditFilter.all(), PageRequest.first(1)).items().get(0);
  }

  @Test
  default void an_erased_person_shows_in_each_org_and_in_none_with_another() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId otto = world.user("otto");
    OrgId globex = world.org("globex", otto);
    UserId hans = world.user("hans");
    OrgId hooli = world.org("hooli", hans);
    world.sharing(hooli, true);
    UserId mia = world.member("mia", acme);
    world.join(globex, mia);
    TeamId ops = world.team("ops", acme, olga, mia);
    world.system(acme).resources().register(DOC.id("1").ownedBy(mia));
    world.system(hooli).grants().grant(Standard.OPERATOR, DOC.id("9"), mia);

    List<AuditEntry> entries =
        entries(world, () -> from(world, Actor.user(mia).in(acme)).users().erase(mia));

    assertThat(entries)
        .extracting(AuditEntry::tenant)
        .containsExactlyInAnyOrder(mia, acme, globex, hooli);
    assertThat(types(of(mia, entries))).containsExactly(ItemType.USER);
    assertThat(types(of(acme, entries)))
        .containsExactly(ItemType.RESOURCE, ItemType.SEAT, ItemType.MEMBERSHIP);
    assertThat(types(of(globex, entries))).containsExactly(ItemType.MEMBERSHIP);
    assertThat(types(of(hooli, entries))).containsExactly(ItemType.GRANT);
    assertThat(entries).extracting(AuditEntry::event).containsOnly(Event.USER_ERASE);
    assertThat(of(acme, entries).touches()).contains(ops.key());
    for (AuditEntry seen :
        List.of(last(world.as(otto, globex), globex), last(world.as(hans, hooli), hooli))) {
      assertThat(seen.actor()).as("a person that both orgs knew").isEqualTo(Actor.user(mia));
      assertThat(seen.toString()).doesNotContain(acme.toString());
    }
    assertThat(last(world.as(olga, acme), acme).actor()).isEqualTo(Actor.user(mia).in(acme));
  }

  @Test
  default void claimed_and_merged_accounts_show_in_each_org_that_had_made_one() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    OrgId globex = world.org("globex", world.user("otto"));
    UserId first =
        world
            .system(acme)
            .orgs()
            .members(acme)
            .add(member("x@world.test").named("Bad"))
            .value()
            .get(0)
            .id();
    world
        .as(world.system().orgs().get(globex).owner())
        .orgs()
        .members(globex)
        .add(member("x@world.test"));
    world
        .as(world.system().orgs().get(acme).owner(), acme)
        .users()
        .update(first, Profile.named("Worse"));

    List<AuditEntry> entries =
        entries(
            world,
            () ->
                from(world, Actor.system("login"))
                    .users()
                    .ensure(
                        ExternalIdentity.of("idp", "xenia"),
                        Profile.named("Xenia Secret").withVerifiedEmail("x@world.test")));

    assertThat(entries)
        .extracting(AuditEntry::tenant)
        .containsExactlyInAnyOrder(first, acme, globex);
    assertThat(types(of(first, entries))).containsExactly(ItemType.USER);
    ItemChange claimed = of(acme, entries).items().get(0);
    assertThat(claimed.properties().keySet()).containsExactlyInAnyOrder("status", "created_in");
    assertThat(types(of(globex, entries)))
        .contains(ItemType.MEMBERSHIP, ItemType.USER)
        .doesNotContain(ItemType.ORG);
    assertThat(of(acme, entries).toString() + of(globex, entries)).doesNotContain("Secret", "idp");
    assertThat(of(globex, entries).touches()).doesNotContain(acme.key());
  }

  @Test
  default void an_admins_changes_of_an_account_show_in_the_org_and_name_the_org_to_the_person() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId jane =
        world
            .as(olga, acme)
            .users()
            .register(Profile.named("Jane").withEmail("jane@acme.test"))
            .id();
    List<Consumer<Session>> changes =
        List.of(
            session ->
                session.users().update(jane, Profile.named("Janet " + world.log(jane).size())),
            session -> session.users().lock(jane),
            session -> session.users().unlock(jane),
            session -> session.users().deactivate(jane),
            session -> session.users().activate(jane));
    for (Actor actor : List.of(Actor.user(olga), Actor.user(olga).in(acme))) {
      for (Consumer<Session> change : changes) {
        List<AuditEntry> entries = entries(world, () -> change.accept(from(world, actor)));
        assertThat(entries).extracting(AuditEntry::tenant).containsExactlyInAnyOrder(acme, jane);
        assertThat(of(acme, entries).reason()).contains("the reason");
        assertThat(of(acme, entries).items()).isEqualTo(of(jane, entries).items());
        assertThat(of(acme, entries).shownActor()).isEmpty();
        assertThat(of(jane, entries).shownActor()).contains(Actor.unnamed().in(acme));
      }
    }
    world.system().users().link(jane, ExternalIdentity.of("idp", "jane"));
    List<AuditEntry> own =
        world.as(jane).audit().ofUser(jane, AuditFilter.all(), PageRequest.first()).items();
    assertThat(own)
        .filteredOn(entry -> entry.actor().isUnnamed())
        .hasSize(changes.size() * 2)
        .extracting(AuditEntry::actor)
        .containsOnly(Actor.unnamed().in(acme));
    assertThat(own.toString()).doesNotContain(olga.toString());
    assertThat(world.system().audit().ofUser(jane, AuditFilter.all().by(olga), PageRequest.first()))
        .as("the host sees both")
        .hasSize(changes.size() * 2)
        .allSatisfy(entry -> assertThat(entry.shownActor()).isPresent());
  }

  @Test
  default void a_deleted_guest_org_shows_where_it_was_a_guest_and_names_no_person() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId otto = world.user("otto");
    OrgId globex = world.org("globex", otto);
    world.sharing(globex, true);
    world.system(globex).grants().grant(Standard.OPERATOR, DOC.id("1"), acme);

    List<AuditEntry> entries =
        entries(world, () -> from(world, Actor.user(olga)).orgs().delete(acme));

    assertThat(entries).extracting(AuditEntry::tenant).containsExactlyInAnyOrder(acme, globex);
    assertThat(types(of(globex, entries))).containsExactly(ItemType.GRANT);
    AuditEntry seen = last(world.as(otto, globex), globex);
    assertThat(seen.actor()).isEqualTo(Actor.unnamed().in(acme));
    assertThat(seen.toString()).doesNotContain(olga.toString());
    AuditEntry whole = last(world.system(), globex);
    assertThat(whole.actor().user()).contains(olga);
    assertThat(whole.shownActor()).contains(Actor.unnamed().in(acme));
  }

  @Test
  default void the_platform_stands_for_a_super_user_who_is_no_member() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    UserId sue = world.superUser("sue");
    from(world, Actor.user(sue)).orgs().update(acme, OrgChange.builder().name("Acme").build());

    AuditEntry seen = last(world.as(olga, acme), acme);
    assertThat(seen.actor()).isEqualTo(Actor.unnamed());
    assertThat(seen.bySuperUser()).isTrue();
    assertThat(seen.reason()).as("the reason of a call about this org").contains("the reason");
    assertThat(
            world
                .as(olga, acme)
                .audit()
                .ofOrg(acme, AuditFilter.all().by(sue), PageRequest.first())
                .items())
        .as("a search for the person")
        .isEmpty();
    assertThat(
            world
                .as(olga, acme)
                .audit()
                .ofOrgAfter(acme, 0, AuditFilter.all().by(sue), PageRequest.first())
                .items())
        .isEmpty();
    assertThat(seen.actor().context()).isEqualTo(RequestContext.none());
    AuditEntry whole = last(world.as(sue), acme);
    assertThat(whole.actor().user()).contains(sue);
    assertThat(whole.actor().context().address()).contains("203.0.113.7");
    world.join(acme, sue);
    from(world, Actor.user(sue)).orgs().update(acme, OrgChange.builder().name("A").build());
    assertThat(last(world.as(olga, acme), acme).actor().user()).contains(sue);
  }

  @Test
  default void a_guest_shows_as_the_org_that_was_invited_or_as_the_person_who_was() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.org("acme", olga);
    world.sharing(acme, true);
    UserId gail = world.user("gail");
    OrgId globex = world.org("globex", gail);
    world.system(acme).resources().register(DOC.id("1").ownedBy(olga));
    world.system(acme).grants().grant(Standard.ADMIN, DOC.id("1"), globex);
    world.as(gail).grants().grant(Standard.OPERATOR, DOC.id("1").in(acme), olga);
    assertThat(last(world.as(olga, acme), acme).actor()).isEqualTo(Actor.unnamed().in(globex));
    UserId gus = world.user("gus");
    world.system(acme).grants().grant(Standard.ADMIN, DOC.id("1"), gus);
    world.as(gus).grants().revoke(Standard.OPERATOR, DOC.id("1").in(acme), olga);
    assertThat(last(world.as(olga, acme), acme).actor()).isEqualTo(Actor.user(gus));
  }

  @Test
  default void leaving_an_org_is_no_entry_of_the_person() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    UserId mia = world.member("mia", acme);
    world.as(mia).users().setDefaultOrg(mia, acme);
    List<AuditEntry> entries =
        entries(world, () -> from(world, Actor.user(mia)).orgs().members(acme).leave());
    assertThat(entries).extracting(AuditEntry::tenant).containsExactly(acme);
    assertThat(world.as(mia).users().get(mia).defaultOrg()).isEqualTo(Optional.empty());
  }

  @Test
  default void a_person_who_declines_an_invitation_is_not_named() {
    World world = world();
    UserId olga = world.user("olga");
    OrgId acme = world.invitingOrg("acme", olga);
    UserId ben = world.user("Ben");
    InvitationId sent =
        world
            .as(olga, acme)
            .invitations()
            .send(acme, Email.of("Ben@world.test"), Gift.membership())
            .value()
            .id();
    world.as(ben).invitations().decline(sent);
    AuditEntry seen = last(world.as(olga, acme), acme);
    assertThat(seen.event()).isEqualTo(Event.INVITATION_DECLINE);
    assertThat(seen.actor()).isEqualTo(Actor.unnamed());
    assertThat(seen.names()).isEmpty();
    AuditEntry whole = last(world.system(), acme);
    assertThat(whole.actor()).isEqualTo(Actor.user(ben));
    assertThat(whole.names()).containsEntry(ben, "Ben");
  }
}
