package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.store.StandingLost;
import dev.bailiwick.store.View;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.IdentityTaken;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a command: plans it without a lock, so that a refused actor holds nobody up; locks the
 * tenants of the plan; plans it again under the locks, where nothing that it is about can change;
 * then applies it, records it and commits all of that as one. The clock is read under the locks, so
 * that a grant that ends while the change waits for them gives no right. The standing of the actor
 * that no lock keeps is judged once more at the commit; if it is lost, the command is planned
 * again.
 *
 * @param <P> what the plan finds
 * @param <R> the result
 */
public final class WritePath<P, R> {
  /** The most units of work that are begun for one command, the retries of the store included. */
  static final int ATTEMPTS = 10;

  private final Host host;
  private final Request request;
  private final Command<P, R> command;
  private final List<Grant> unknownRoles;
  private final Optional<IdempotentCommand<R>> idempotent;
  private Set<Tenant> locks = ImmutableSet.of();
  private Optional<R> earlier = Optional.empty();
  private int applied;

  /**
   * The way of one command.
   *
   * @param unknownRoles receives grants of roles that neither the model nor the org defines
   */
  public WritePath(Host host, Request request, Command<P, R> command, List<Grant> unknownRoles) {
    this.host = host;
    this.request = request;
    this.command = command;
    this.unknownRoles = unknownRoles;
    this.idempotent =
        request.operationId().map(id -> new IdempotentCommand<>(id, request, command));
  }

  /**
   * Runs the command, again where others came in between.
   *
   * @throws StoreFailure retryable, if others came in between each time
   */
  public R run() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<R> result = idempotent.isPresent() ? onceAtMost(attempt) : attempt(attempt);
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw givenUp();
  }

  private StoreFailure givenUp() {
    return new StoreFailure("others kept changing what " + command.event() + " is about", true);
  }

  /** One attempt, of a command that may have been applied before, or be applied meanwhile. */
  private Optional<R> onceAtMost(int attempt) {
    try {
      return attempt(attempt);
    } catch (StoreFailure failure) {
      throw failure;
    } catch (BailiwickException failure) {
      // The first application, made meanwhile, can be the reason of the failure.
      Optional<R> result =
          host.store()
              .read(
                  Consistency.latest(),
                  view -> idempotent.flatMap(first -> first.earlierResult(caller(view))));
      if (result.isEmpty() && !(failure instanceof OperationReused)) {
        throw failure;
      }
      return result;
    }
  }

  /** One attempt: the result, or empty if others came in between. */
  private Optional<R> attempt(int attempt) {
    try {
      return host.store()
          .write(
              view -> {
                Caller caller = caller(view);
                earlier = idempotent.flatMap(first -> first.earlierResult(caller));
                locks = earlier.isPresent() ? ImmutableSet.of() : plan(caller).locks();
                return locks;
              },
              tx -> {
                if (earlier.isPresent()) {
                  return earlier;
                }
                if (++applied > ATTEMPTS) {
                  throw givenUp();
                }
                Caller caller = caller(tx);
                Plan<P> plan = plan(caller);
                if (!locks.containsAll(plan.locks())) {
                  return Optional.empty();
                }
                Change change = new Change(command.event(), request, caller, tx, plan.log());
                R result = command.apply(change, plan.found());
                idempotent.ifPresent(first -> first.store(tx, caller, result));
                change.finish();
                caller.standingBeside(locks).ifPresent(tx::requireAtCommit);
                return Optional.of(result);
              });
    } catch (StandingLost lost) {
      // The next attempt refuses the actor, or finds that the change does not need what they lost.
      return Optional.empty();
    } catch (EmailTaken | IdentityTaken taken) {
      // A person became known while this waited: the next attempt finds them.
      if (attempt == ATTEMPTS) {
        throw taken;
      }
      host.store().read(Consistency.latest(), view -> plan(caller(view)).locks());
      return Optional.empty();
    }
  }

  private Caller caller(View view) {
    return new Caller(
            command.event(), request.actor(), host.model(), view, host.now(), unknownRoles::add)
        .inUse();
  }

  private Plan<P> plan(Caller caller) {
    Plan<P> plan = command.plan(caller);
    if (!caller.meetsOneOf(command.needs(request.actor()))) {
      throw new IllegalStateException(command.event() + " was planned without a right to it");
    }
    return plan;
  }
}
