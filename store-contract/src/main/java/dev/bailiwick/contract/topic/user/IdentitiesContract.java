package dev.bailiwick.contract.topic.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The addresses and the external identities of accounts. */
public interface IdentitiesContract extends ContractTopic {
  /** The key by which a host's own table knows a user. */
  ExternalIdentity ROW = ExternalIdentity.of("users", "42");

  @Test
  default void an_address_belongs_to_one_account_in_any_spelling() {
    World world = world();
    UserId jane = world.user("jane");
    UserId bob = world.user("bob");
    OrgId acme = world.org("acme", bob);
    LogSnapshot before = LogSnapshot.of(world.store());
    Profile taken = Profile.empty().withVerifiedEmail("JANE@World.TEST");

    for (Runnable call :
        List.<Runnable>of(
            () -> world.system().users().register(taken),
            () -> world.system(acme).users().register(taken),
            () -> world.system().users().update(bob, taken))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              EmailTaken.class, e -> assertThat(e.email()).isEqualTo("jane@world.test"));
    }
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    // A dotless i is another letter; a composed and a decomposed one are the same.
    world.system().users().register(Profile.empty().withVerifiedEmail("m\u0131ke@world.test"));
    world.system().users().register(Profile.empty().withVerifiedEmail("mike@world.test"));
    world.system().users().register(Profile.empty().withVerifiedEmail("\u00e9@world.test"));
    assertThatThrownBy(
            () ->
                world
                    .system()
                    .users()
                    .register(Profile.empty().withVerifiedEmail("e\u0301@world.test")))
        .isInstanceOf(EmailTaken.class);
    assertThat(world.system().users().update(jane, taken).email())
        .contains(Email.of("jane@world.test"));
  }

  @Test
  default void ensuring_is_by_identity_and_never_by_address() {
    World world = world();
    Profile profile = Profile.named("Jane").withVerifiedEmail("jane@world.test");

    User made = world.system().users().ensure(ROW, profile);

    assertThat(made.identities()).containsExactly(ROW);
    assertThat(world.system().users().find(ROW)).contains(made);
    LogSnapshot before = LogSnapshot.of(world.store());
    assertThat(world.system().users().ensure(ROW, profile)).isEqualTo(made);
    assertThat(world.system().users().ensure(ROW, Profile.empty())).isEqualTo(made);
    assertThat(LogSnapshot.of(world.store())).isEqualTo(before);
    assertThat(world.system().users().ensure(ROW, Profile.named("Jane Doe")).id())
        .isEqualTo(made.id());
    assertThat(world.system().users().get(made.id()).fullName()).isEqualTo("Jane Doe");
    User other = world.system().users().ensure(ExternalIdentity.of("users", "42 "), profile);
    assertThat(other.id()).isNotEqualTo(made.id());
    assertThat(other.email()).as("the address of another account").isEmpty();
    assertThat(world.system().users().find(Email.of("jane@world.test")).map(User::id))
        .contains(made.id());
    assertThat(
            world.system().users().ensure(ExternalIdentity.of("Users", "42"), Profile.empty()).id())
        .isNotEqualTo(made.id());
  }

  @Test
  default void several_identities_stand_for_one_account_and_no_identity_for_two() {
    World world = world();
    UserId jane = world.user("jane");
    UserId bob = world.user("bob");
    ExternalIdentity other = ExternalIdentity.of("https://idp.test", "jane");

    world.system().users().link(jane, ROW);
    assertThat(world.system().users().link(jane, other).identities()).containsExactly(other, ROW);
    assertThatThrownBy(() -> world.system().users().link(bob, ROW))
        .isInstanceOfSatisfying(IdentityTaken.class, e -> assertThat(e.identity()).isEqualTo(ROW));
    assertThat(world.system().users().unlink(jane, ROW).identities()).containsExactly(other);
    assertThat(world.system().users().find(ROW)).isEmpty();
    assertThat(world.system().users().link(bob, ROW).identities()).containsExactly(ROW);
    UserId none = new UserId(Long.MAX_VALUE - 7);
    assertThatThrownBy(() -> world.system().users().link(none, other))
        .isInstanceOf(NoSuchUser.class);
  }
}
