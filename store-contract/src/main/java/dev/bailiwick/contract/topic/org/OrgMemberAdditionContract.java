package dev.bailiwick.contract.topic.org;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.OrgDomains;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.MemberOutcome.Kind;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How people become members of an org: added by address or id, signed up. */
public interface OrgMemberAdditionContract extends ContractTopic {
  @Test
  default void an_unknown_address_makes_an_account_of_the_org() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);

    Written<ImmutableList<MemberOutcome>> added =
        world
            .as(owner)
            .orgs()
            .members(acme)
            .add(
                member("Jane@Acme.test").named("Jane Doe"),
                member("joe@acme.test").asAdmin(),
                member("JANE@acme.test").named("Jane Doe"));

    assertThat(added.value()).hasSize(2);
    assertThat(added.value()).extracting(MemberOutcome::kind).containsOnly(Kind.ADDED);
    List<OrgMember> listed = world.as(owner).orgs().members(acme).list(PageRequest.first()).items();
    OrgMember jane = listed.get(1);
    assertThat(jane.id()).isEqualTo(added.value().get(0).id());
    assertThat(jane.fullName()).isEqualTo("Jane Doe");
    assertThat(jane.email()).contains(Email.of("jane@acme.test"));
    assertThat(List.of(jane.admin(), jane.owner(), jane.active()))
        .containsExactly(false, false, true);
    assertThat(jane.status()).isEqualTo(UserStatus.UNCLAIMED);
    assertThat(listed.get(2).id()).isEqualTo(added.value().get(1).id());
    assertThat(listed.get(2).admin()).isTrue();
    assertThat(listed.get(2).fullName()).isEmpty();
    User account = world.system().users().get(jane.id());
    assertThat(account.createdIn()).contains(acme);
    assertThat(account.emailVerifiedAt()).isEmpty();
    AuditEntry entry = world.log(acme).get(0);
    assertThat(entry.items())
        .extracting(ItemChange::type)
        .containsExactly(ItemType.USER, ItemType.USER, ItemType.MEMBERSHIP, ItemType.MEMBERSHIP);
    assertThat(entry.items()).extracting(ItemChange::kind).containsOnly(ItemChange.Kind.CREATED);
    assertThat(added.revision().numbers())
        .isEqualTo(
            Map.of(
                jane.id(),
                1L,
                added.value().get(1).id(),
                1L,
                acme,
                world.store().<Long>read(Consistency.latest(), view -> view.revision(acme))));
  }

  @Test
  default void for_the_host_a_known_address_makes_a_membership_and_no_power_over_the_account() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.user("bob");
    User before = world.system().users().get(bob);

    MemberOutcome added =
        world
            .system()
            .orgs()
            .members(acme)
            .add(member("BOB@world.test").named("Somebody else"))
            .value()
            .get(0);

    assertThat(added.id()).isEqualTo(bob);
    assertThat(added.kind()).isEqualTo(Kind.ADDED);
    assertThat(world.system().users().get(bob)).isEqualTo(before);
    assertThat(before.createdIn()).isEmpty();
  }

  @Test
  default void results_come_in_the_order_of_the_named_users() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);

    assertThat(
            world
                .as(owner)
                .orgs()
                .members(acme)
                .add(
                    member("new1@acme.test"),
                    member(bob),
                    member("new2@acme.test"),
                    member(owner),
                    member(bob))
                .value())
        .extracting(outcome -> outcome.named().toString())
        .containsExactly("new1@acme.test", bob.toString(), "new2@acme.test", owner.toString());
  }

  @Test
  default void adding_again_keeps_the_unset_properties() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId eve = world.admin("eve", acme);
    UserId ida = world.member("ida", acme);
    OrgMembers members = world.as(owner).orgs().members(acme);
    members.deactivate(ida);
    LogSnapshot before = LogSnapshot.of(world.store());

    Written<ImmutableList<MemberOutcome>> again = members.add(member(eve), member(ida));

    assertThat(again.value())
        .containsExactly(
            MemberOutcome.of(member(eve), eve, Kind.UNCHANGED),
            MemberOutcome.of(member(ida), ida, Kind.INACTIVE));
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    assertThat(again.revision().numbers()).isEqualTo(Map.of(acme, before.revision(acme)));

    members.add(member(eve).withAdmin(false));
    assertThat(change(world.log(acme).get(0), "admin"))
        .isEqualTo(new ItemChange.Values(Optional.of("true"), Optional.of("false")));
  }

  @Test
  default void a_user_named_twice_in_different_ways_is_refused() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    UserId bob = world.member("bob", acme);
    OrgMembers members = world.as(owner).orgs().members(acme);
    LogSnapshot before = LogSnapshot.of(world.store());

    for (List<NewMember> twice :
        List.of(
            List.of(member(bob), member(bob).asAdmin()),
            List.of(member(bob).asAdmin(), member("bob@world.test")),
            List.of(member("new@acme.test"), member("new@acme.test").asAdmin()))) {
      assertThatThrownBy(() -> members.add(twice))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("members"));
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  @Test
  default void a_call_names_a_bounded_number_of_people() {
    World world = world();
    UserId owner = world.user("owner");
    OrgId acme = world.org("acme", owner);
    OrgMembers members = world.as(owner).orgs().members(acme);
    UserId[] many = Collections.nCopies(Limits.BATCH + 1, owner).toArray(UserId[]::new);
    List<NewMember> list = Collections.nCopies(Limits.BATCH + 1, member(owner).asAdmin());

    for (Runnable call :
        List.<Runnable>of(
            () -> members.add(list),
            () -> members.replace(list),
            () -> members.remove(many),
            () -> members.makeAdmin(many),
            () -> members.activate(many),
            () -> members.deactivate(many))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("members"));
    }
  }

  @Test
  default void a_verified_person_of_the_domain_signs_up_where_it_is_open() {
    World world = world();
    OrgId acme = world.org("acme", world.user("owner"));
    UserId bob = world.user("bob");
    Email address = Email.of("bob@world.test");
    OrgMembers members = world.system().orgs().members(acme);
    UserId nameless = world.system().users().register(Profile.named("nameless")).id();

    assertNoSignup(() -> members.signUp(bob));
    EmailDomain domain = EmailDomain.of("world.test");
    OrgDomains domains = world.system().orgs().domains(acme);
    domains.verify(domain, world.clock().instant());
    world.system().users().verifyEmail(bob, address);
    assertNoSignup(() -> members.signUp(bob));
    domains.setSignUp(domain, SignUp.JOIN);
    UserId noted =
        world.system().users().register(Profile.empty().withEmail("noted@world.test")).id();
    assertNoSignup(() -> members.signUp(noted));
    assertNoSignup(() -> members.signUp(nameless));
    world.system().users().lock(bob);
    assertNoSignup(() -> members.signUp(bob));
    world.system().users().unlock(bob);
    domains.remove(domain);
    for (String other : List.of("orld.test", "mail.world.test", "evilworld.test")) {
      world.domain(acme, other, SignUp.JOIN);
      assertNoSignup(() -> members.signUp(bob));
    }
    world.domain(acme, "world.test", SignUp.JOIN);

    MemberOutcome joined = members.signUp(bob).value();
    assertThat(joined.id()).isEqualTo(bob);
    assertThat(joined.kind()).isEqualTo(MemberOutcome.Kind.ADDED);
    assertThat(new StoreRows(world.store()).find(view -> view.orgs().membership(acme, bob)))
        .contains(Membership.of(acme, bob));

    world.system().orgs().members(acme).makeAdmin(bob);
    world.system().orgs().members(acme).deactivate(bob);
    LogSnapshot before = LogSnapshot.of(world.store());
    assertThat(members.signUp(bob).value().kind()).isEqualTo(MemberOutcome.Kind.INACTIVE);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
  }

  private static void assertNoSignup(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            OrgConflict.class, e -> assertThat(e.rule()).isEqualTo(OrgConflict.Rule.NO_SIGNUP));
  }

  private static ItemChange.Values change(AuditEntry entry, String field) {
    ItemChange.Values values = entry.items().get(0).properties().get(field);
    if (values == null) {
      throw new AssertionError(field + " did not change in " + entry);
    }
    return values;
  }
}
