package dev.bailiwick.contract.topic.impersonation;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Event;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.concurrency.RaceTrial;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Impersonations that end while they begin or are used, through two nodes where there are two. */
public interface ImpersonationRacesContract extends RaceTrial {
  /** The changes that end an impersonation, each with the event of its entry in the org's log. */
  private static Map<Event, Consumer<ImpersonationScene>> ends() {
    return ImmutableMap.of(
        Event.USER_SET_SUPER_USER, in -> in.world().system().users().revokeSuperUser(in.root()),
        Event.USER_LOCK, in -> in.world().system().users().lock(in.mia()),
        Event.IMPERSONATION_CLOSE, in -> in.owner().impersonations().closeToSupport(in.org()),
        Event.ORG_REMOVE_MEMBERS, in -> in.owner().orgs().members(in.org()).remove(in.mia()));
  }

  private static Optional<Long> number(World world, ImpersonationScene scene, Event event) {
    return world.log(scene.org()).stream()
        .filter(entry -> entry.event().equals(event))
        .map(AuditEntry::number)
        .findFirst();
  }

  @Test
  default void a_change_by_an_ended_impersonation_came_before_the_end_or_not_at_all_THREATS_78() {
    ends()
        .forEach(
            (event, end) ->
                race(
                    (world, other) -> {
                      ImpersonationScene scene = ImpersonationScene.in(world);
                      scene.target().resources().register(DOC.id("2"));
                      Impersonation begun = scene.begin();
                      Session acting = other.bailiwick().actingAs(begun.actor());
                      List<Optional<BailiwickException>> results =
                          RaceTrial.atOnce(
                              () -> end.accept(scene),
                              () -> acting.resources().delete(DOC.id("2")));
                      assertThat(results.get(0)).isEmpty();
                      results.get(1).ifPresent(e -> assertThat(e).isInstanceOf(SignInEnded.class));
                      Optional<Long> deleted = number(world, scene, Event.RESOURCE_DELETE);
                      assertThat(deleted.isPresent()).isEqualTo(results.get(1).isEmpty());
                      deleted.ifPresent(
                          before ->
                              assertThat(before)
                                  .isLessThan(number(world, scene, event).orElseThrow()));
                      for (World node : List.of(world, other)) {
                        Session late = node.bailiwick().actingAs(begun.actor());
                        assertThatThrownBy(() -> late.may(READ, DOC.id("1")))
                            .isInstanceOf(SignInEnded.class);
                      }
                    }));
  }

  @Test
  default void an_impersonation_that_begins_while_it_may_not_any_more_gives_nothing() {
    ends()
        .forEach(
            (event, end) ->
                race(
                    (world, other) -> {
                      ImpersonationScene scene = ImpersonationScene.in(world);
                      Session staff = other.as(scene.root());
                      List<Optional<BailiwickException>> results =
                          RaceTrial.atOnce(
                              () -> end.accept(scene),
                              () -> staff.impersonations().begin(scene.wanted()));
                      assertThat(results.get(0)).isEmpty();
                      results
                          .get(1)
                          .ifPresent(
                              e ->
                                  assertThat(e)
                                      .isInstanceOfAny(NoPermission.class, NoSuchMember.class));
                      assertThat(
                              scene
                                  .owner()
                                  .impersonations()
                                  .ofOrg(scene.org(), PageRequest.first())
                                  .items())
                          .isEmpty();
                      assertThat(
                              world
                                  .store()
                                  .<Boolean>read(
                                      Consistency.latest(),
                                      view ->
                                          view.impersonations()
                                              .list(scene.org(), Slice.first())
                                              .isEmpty()))
                          .as("none is left that could count again")
                          .isTrue();
                    }));
  }
}
