package dev.bailiwick.internal;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.WritePath;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one place through which every question and every change of a session passes.
 *
 * @param host the host's store, model, clock and listener
 * @param request the actor and the other settings of the session
 */
public record Calls(Host host, Request request) {
  /** Makes a change. */
  public <P, R> R change(Command<P, R> command) {
    List<Grant> unknownRoles = new ArrayList<>();
    return heard(
        command.event(),
        unknownRoles,
        () -> {
          WritePath<P, R> path = new WritePath<>(host, request, command, unknownRoles);
          R result = path.run();
          List<Runnable> told = new ArrayList<>();
          path.committed().forEach(entry -> told.add(() -> host.listener().committed(entry)));
          told.addAll(path.afterCommit());
          runAll(told);
          return result;
        });
  }

  /** Runs every one of them, and throws the first failure afterwards. */
  private static void runAll(List<Runnable> calls) {
    Optional<RuntimeException> first = Optional.empty();
    for (Runnable call : calls) {
      try {
        call.run();
      } catch (RuntimeException failure) {
        first.ifPresent(before -> before.addSuppressed(failure));
        first = first.or(() -> Optional.of(failure));
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  /**
   * Makes a change of the actor's own sign-ins, under the lock of the actor's account. It has no
   * audit entry and moves no revision.
   */
  public <R> R signIn(Event event, BiFunction<Caller, Transaction, R> change) {
    List<Grant> unknownRoles = new ArrayList<>();
    return heard(
        event,
        unknownRoles,
        () ->
            host.store()
                .write(
                    request
                        .actor()
                        .user()
                        .<Set<Tenant>>map(ImmutableSet::of)
                        .orElseGet(ImmutableSet::of),
                    tx -> change.apply(caller(event, tx, unknownRoles).inUse(), tx)));
  }

  private Caller caller(Event event, View view, List<Grant> unknownRoles) {
    return new Caller(event, request.actor(), host.model(), view, host.now(), unknownRoles::add);
  }

  /** Returns the same calls with another freshness of the answers. */
  public Calls at(Consistency consistency) {
    return new Calls(host, request.at(consistency));
  }

  /** Answers a question from one snapshot. Refuses an actor without a usable account. */
  public <R> R ask(Event event, Function<Caller, R> question) {
    return askOfAnyAccount(event, caller -> question.apply(caller.inUse()));
  }

  /** Answers a question of any actor, from one snapshot. */
  public <R> R askOfAnyAccount(Event event, Function<Caller, R> question) {
    List<Grant> unknownRoles = new ArrayList<>();
    return heard(
        event,
        unknownRoles,
        () ->
            host.store()
                .read(
                    consistency(),
                    view -> {
                      Caller caller = caller(event, view, unknownRoles);
                      try {
                        return question.apply(caller);
                      } finally {
                        // A question that is answered without a decision has not checked it.
                        caller.requireSignedIn();
                      }
                    }));
  }

  /** Returns the freshness of the answers: a sign-in that has ended is noticed in time. */
  private Consistency consistency() {
    return request.actor().since().isPresent()
            || request.actor().key().isPresent()
            || request.actor().token().isPresent()
            || request.actor().companion().isPresent()
        ? request.consistency().butWithin(host.signInAge())
        : request.consistency();
  }

  /** Runs a call and reports refusals and undefined roles to the listener, outside every lock. */
  private <R> R heard(Event event, List<Grant> unknownRoles, Supplier<R> call) {
    try {
      R result = call.get();
      unknownRoles.forEach(host.listener()::unknownRole);
      return result;
    } catch (NotPermitted refusal) {
      host.listener().refused(request.actor(), event, refusal);
      throw refusal;
    }
  }
}
