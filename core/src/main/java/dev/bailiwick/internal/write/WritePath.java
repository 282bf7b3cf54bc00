package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.AuditEntry;
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
 * Runs a command in five steps. It plans the command without a lock, so that the call of a refused
 * actor makes no other call wait. It locks the tenants of the plan. It plans the command again
 * under the locks, where the things that the command is about cannot change. It applies the command
 * and adds the audit entry. It commits all of this as one unit. The clock is read under the locks:
 * a grant that ends while the change waits for a lock gives no right. At the commit, the store
 * checks the part of the actor's standing that no lock protects; if it is lost, the command is
 * planned again.
 *
 * @param <P> the things that the plan has read
 * @param <R> the result
 */
public final class WritePath<P, R> {
  /** The greatest number of units of work for one command, including the retries of the store. */
  static final int ATTEMPTS = 10;

  private final Host host;
  private final Request request;
  private final Command<P, R> command;
  private final List<Grant> unknownRoles;
  private final Optional<IdempotentCommand<R>> idempotent;
  private Set<Tenant> locks = ImmutableSet.of();
  private Optional<R> earlier = Optional.empty();
  private ImmutableList<AuditEntry> entries = ImmutableList.of();
  private ImmutableList<Runnable> afterCommit = ImmutableList.of();
  private int applications;

  /**
   * Creates the write path of one command.
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
   * Runs the command. Repeats it if other changes interfere.
   *
   * @throws StoreFailure retryable, if other changes interfere with each attempt
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

  /**
   * Returns the audit entries that {@link #run} has committed; empty if it changed nothing, if the
   * change was made before under the operation id, or if the host commits.
   */
  public ImmutableList<AuditEntry> committed() {
    return host.store().commits() ? entries : ImmutableList.of();
  }

  /** Returns the calls of the host's ports that {@link #run} has left to make. */
  public ImmutableList<Runnable> afterCommit() {
    return afterCommit;
  }

  private StoreFailure givenUp() {
    return new StoreFailure("other changes kept interfering with " + command.event(), true);
  }

  /**
   * Makes one attempt with an operation id. The command may already be applied, or another call may
   * apply it during the attempt.
   */
  private Optional<R> onceAtMost(int attempt) {
    try {
      return attempt(attempt);
    } catch (StoreFailure failure) {
      throw failure;
    } catch (BailiwickException failure) {
      // The failure may have been caused by a first application that was committed in the meantime.
      entries = ImmutableList.of();
      afterCommit = ImmutableList.of();
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

  /** Makes one attempt. Returns the result, or empty if other changes interfered. */
  private Optional<R> attempt(int attempt) {
    entries = ImmutableList.of();
    afterCommit = ImmutableList.of();
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
                entries = ImmutableList.of();
                afterCommit = ImmutableList.of();
                if (earlier.isPresent()) {
                  return earlier;
                }
                if (++applications > ATTEMPTS) {
                  throw givenUp();
                }
                Caller caller = caller(tx);
                Plan<P> plan = plan(caller);
                if (!locks.containsAll(plan.locks())) {
                  return Optional.empty();
                }
                Change change = new Change(host, command.event(), request, caller, tx, plan.log());
                R applied = command.apply(change, plan.found());
                R result = command.result().complete().apply(applied, change.revision());
                idempotent.ifPresent(first -> first.store(tx, caller, result));
                entries = change.finish();
                afterCommit = change.afterCommit();
                caller.standingBeside(locks).ifPresent(tx::requireAtCommit);
                return Optional.of(result);
              });
    } catch (StandingLost lost) {
      // The next attempt refuses the actor, or finds that the change does not need the lost
      // standing.
      return Optional.empty();
    } catch (EmailTaken | IdentityTaken taken) {
      // Another call has just registered this user. The next attempt finds the account.
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
    return plan.with(request.actor());
  }
}
