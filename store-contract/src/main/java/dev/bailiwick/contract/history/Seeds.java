package dev.bailiwick.contract.history;

import java.util.Random;

/**
 * The seeds of random histories. A run plays the same histories each time, from seed 1 on, so that
 * its result does not depend on chance. {@code -Dbailiwick.seed=random} plays other histories in
 * each run, {@code -Dbailiwick.seed=N} those from seed N on; a failure names its seed.
 */
public final class Seeds {
  private static final String WANTED = System.getProperty("bailiwick.seed", "1");

  private Seeds() {}

  /** Returns the seed of the first history. A random one differs in each call. */
  public static long first() {
    return WANTED.equals("random") ? new Random().nextInt() : Long.parseLong(WANTED);
  }
}
