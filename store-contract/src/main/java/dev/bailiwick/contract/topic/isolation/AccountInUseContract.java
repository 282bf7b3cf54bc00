package dev.bailiwick.contract.topic.isolation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.Users;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Profile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * The status of the actor's account is checked twice: before a change holds a lock, and again while
 * it holds its locks.
 */
public interface AccountInUseContract extends ContractTopic {
  @Test
  default void an_actor_deactivated_before_the_locks_are_held_is_refused_for_it() {
    Map<String, BiConsumer<Session, UserId>> changes =
        Map.of(
            "user.update",
            (session, self) -> session.users().update(self, Profile.named("Mia")),
            "user.erase",
            (session, self) -> session.users().erase(self),
            "team.create",
            (session, self) -> session.teams().create(NewTeam.named("own")),
            "resource.register",
            (session, self) -> session.resources().register(DOC.id("1").in(self)));
    List<BiConsumer<Users, UserId>> ways = List.of(Users::deactivate, Users::lock, Users::erase);
    Store plain = newStore();
    LocksContract.Watched store = new LocksContract.Watched(plain);
    World world = new World(store);
    World others = new World(plain);
    changes.forEach(
        (action, change) -> {
          for (BiConsumer<Users, UserId> way : ways) {
            UserId mia = others.user("mia" + world.refusals().size());
            AtomicReference<LogSnapshot> after = new AtomicReference<>();
            store.meanwhile(
                () -> {
                  if (after.get() == null) {
                    way.accept(others.system().users(), mia);
                    after.set(LogSnapshot.of(plain));
                  }
                });
            assertThatThrownBy(() -> change.accept(world.as(mia), mia))
                .as(action)
                .isInstanceOfSatisfying(
                    NoPermission.class,
                    refused -> assertThat(refused.event().name()).isEqualTo(action))
                .hasMessageContaining("an account that is in use");
            assertThat(LogSnapshot.of(plain)).isEqualTo(after.get());
          }
        });
    assertThat(world.refusals()).hasSize(changes.size() * ways.size());
  }
}
