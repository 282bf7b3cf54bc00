package dev.bailiwick.internal.call;

import dev.bailiwick.access.Listener;
import dev.bailiwick.id.Instants;
import dev.bailiwick.permission.Model;
import dev.bailiwick.store.Store;
import java.time.Clock;
import java.time.Instant;

/**
 * The parts that a host configures once for all of its sessions.
 *
 * @param store keeps all data
 * @param model the host's resource types, permissions and roles
 * @param clock the source of the time
 * @param listener receives refusals and undefined roles
 */
public record Host(Store store, Model model, Clock clock, Listener listener) {
  /**
   * Returns the present instant, at microsecond precision.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the instant of the clock is outside the range
   *     that a store can hold
   */
  public Instant now() {
    return Instants.kept(clock.instant(), "clock");
  }
}
