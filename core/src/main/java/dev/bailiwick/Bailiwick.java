package dev.bailiwick;

import dev.bailiwick.access.Listener;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.permission.Model;
import dev.bailiwick.store.Store;
import java.time.Clock;

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
  private final Host host;

  private Bailiwick(Host host) {
    this.host = host;
  }

  /** Over a store, with the roles of {@link dev.bailiwick.permission.Standard} on any type. */
  public static Bailiwick over(Store store) {
    return over(store, Model.standard());
  }

  /** Over a store, with a model of the host's own. */
  public static Bailiwick over(Store store, Model model) {
    Required.given(store, "store", model, "model");
    return new Bailiwick(new Host(store, model, Clock.systemUTC(), Listener.NONE));
  }

  /** The same, told the time by this clock. */
  public Bailiwick withClock(Clock newClock) {
    Required.given(newClock, "clock");
    return new Bailiwick(new Host(host.store(), host.model(), newClock, host.listener()));
  }

  /** The same, heard by this listener. */
  public Bailiwick withListener(Listener newListener) {
    Required.given(newListener, "listener");
    return new Bailiwick(new Host(host.store(), host.model(), host.clock(), newListener));
  }

  /**
   * What the actor can ask and do. Nothing is read yet: whether the actor exists and what they may
   * do is found out at every call. The host's own code, {@link Actor#system}, is trusted.
   */
  public Session actingAs(Actor actor) {
    Required.given(actor, "actor");
    return new Session(new Calls(host, Request.of(actor)));
  }

  /** The resource types, permissions and roles. */
  public Model model() {
    return host.model();
  }
}
