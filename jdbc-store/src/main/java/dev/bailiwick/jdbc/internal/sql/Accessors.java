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
    if (accessor instanceof UserId) {
      return 0;
    } else if (accessor instanceof TeamId) {
      return 1;
    } else if (accessor instanceof OrgId) {
      return 2;
    } else if (accessor instanceof Everyone) {
      return 3;
    }
    throw new IllegalArgumentException("no code for the accessor " + accessor);
  }

  public static long number(Accessor accessor) {
    if (accessor instanceof UserId user) {
      return user.value();
    } else if (accessor instanceof TeamId team) {
      return team.value();
    }
    return accessor instanceof OrgId org ? org.value() : 0;
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
