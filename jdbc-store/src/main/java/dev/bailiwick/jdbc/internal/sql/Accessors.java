package dev.bailiwick.jdbc.internal.sql;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;

/** The columns of a grant that are codes: the accessor as a kind and a number, and the effect. */
public final class Accessors {
  private Accessors() {}

  public static Accessor of(long kind, long number) {
    if (kind == 0) {
      return new UserId(number);
    } else if (kind == 1) {
      return new TeamId(number);
    } else if (kind == 2) {
      return new OrgId(number);
    } else if (kind == 3 && number == 0) {
      return Everyone.EVERYONE;
    }
    throw new IllegalArgumentException("no accessor is of kind " + kind);
  }

  public static int kind(Accessor accessor) {
    return accessor.match(user -> 0, team -> 1, org -> 2, everyone -> 3);
  }

  public static long number(Accessor accessor) {
    return accessor.match(UserId::value, TeamId::value, OrgId::value, everyone -> 0L);
  }

  public static Effect effect(long code) {
    if (code != 0 && code != 1) {
      throw new IllegalArgumentException("no effect has the code " + code);
    }
    return code == 0 ? Effect.ALLOW : Effect.DENY;
  }

  public static int effect(Effect effect) {
    return effect == Effect.ALLOW ? 0 : 1;
  }

  /** Adds the condition that a grant, {@code g}, is to one of these accessors; not empty. */
  public static void match(Query query, ImmutableSet<Accessor> accessors) {
    match(query, accessors, new Query());
  }

  /** As {@link #match(Query, ImmutableSet)}, with a further condition for each kind. */
  public static void match(Query query, ImmutableSet<Accessor> accessors, Query more) {
    // By kind: PostgreSQL turns a long list of pairs into an expression as deep as it is long.
    String separator = " AND (";
    for (var kind : Multimaps.index(accessors, Accessors::kind).asMap().entrySet()) {
      query.add(separator + "g.accessor_kind = ? AND g.accessor_id IN ", kind.getKey());
      query.in(kind.getValue().stream().map(Accessors::number).toList()).add(more);
      separator = " OR ";
    }
    query.add(")");
  }
}
