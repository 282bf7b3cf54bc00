package dev.bailiwick;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Instants;
import dev.bailiwick.permission.Model;
import dev.bailiwick.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Accounts and access control over a store. One object serves a whole host, from all of its
 * threads.
 *
 * <pre>{@code
 * Bailiwick bailiwick = Bailiwick.over(InMemoryStore.create());
 * Session request = bailiwick.actingAs(Actor.user(alice).in(acme));
 * request.require(Permission.READ, DOC.id("7900"));
 * }</pre>
 */
public final class Bailiwick {
  private final Store store;
  private final Model model;
  private final Clock clock;
  private final Listener listener;

  private Bailiwick(Store store, Model model, Clock clock, Listener listener) {
    this.store = store;
    this.model = model;
    this.clock = clock;
    this.listener = listener;
  }

  /** Over a store, with the roles of {@link dev.bailiwick.permission.Standard} on any type. */
  public static Bailiwick over(Store store) {
    return over(store, Model.standard());
  }

  /** Over a store, with a model of the host's own. */
  public static Bailiwick over(Store store, Model model) {
    Required.given(store, "store", model, "model");
    return new Bailiwick(store, model, Clock.systemUTC(), Listener.NONE);
  }

  /** The same, told the time by this clock. */
  public Bailiwick withClock(Clock newClock) {
    Required.given(newClock, "clock");
    return new Bailiwick(store, model, newClock, listener);
  }

  /** The same, heard by this listener. */
  public Bailiwick withListener(Listener newListener) {
    Required.given(newListener, "listener");
    return new Bailiwick(store, model, clock, newListener);
  }

  /**
   * What the actor can ask and do. Nothing is read yet: whether the actor exists and what they may
   * do is found out at every call. The host's own code, {@link Actor#system}, is trusted.
   */
  public Session actingAs(Actor actor) {
    Required.given(actor, "actor");
    return new Session(this, actor, Optional.empty(), Optional.empty(), Consistency.latest());
  }

  /** The resource types, permissions and roles. */
  public Model model() {
    return model;
  }

  Store store() {
    return store;
  }

  Listener listener() {
    return listener;
  }

  /**
   * The present instant, at microsecond precision.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the clock tells one that no store can hold
   */
  Instant now() {
    return Instants.kept(clock.instant(), "clock");
  }
}
