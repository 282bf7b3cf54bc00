package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.GrantKeyText;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Reads the parts of a text that a {@link ResultWriter} wrote, in the same order. */
public final class ResultReader {
  private final String text;
  private int next;

  /** Reads a text from its beginning. */
  public ResultReader(String text) {
    this.text = text;
  }

  /** Returns the next text. */
  public String text() {
    int colon = text.indexOf(':', next);
    if (colon < 0) {
      throw new NoSuchElementException("the text ends at " + next);
    }
    int end = colon + 1 + Integer.parseInt(text.substring(next, colon));
    String part = text.substring(colon + 1, end);
    next = end;
    return part;
  }

  /** Returns the next number. */
  public long number() {
    return Long.parseLong(text());
  }

  /** Returns the next number as the id of a user. */
  public UserId user() {
    return new UserId(number());
  }

  /** Returns the next number as the id of an org. */
  public OrgId org() {
    return new OrgId(number());
  }

  /** Returns the next number as the id of a team. */
  public TeamId team() {
    return new TeamId(number());
  }

  /** Returns the next tenant. */
  public Tenant tenant() {
    return (Tenant) GrantKeyText.accessor(text());
  }

  /** Returns the next resource. */
  public ResourceId resource() {
    return ResourceId.of(text(), text());
  }

  /** Returns the next instant; empty if the writer wrote an absent one. */
  public Optional<Instant> instant() {
    String part = text();
    if (part.isEmpty()) {
      return Optional.empty();
    }
    int dot = part.indexOf('.');
    return Optional.of(
        Instant.ofEpochSecond(
            Long.parseLong(part.substring(0, dot)), Long.parseLong(part.substring(dot + 1))));
  }

  /** Returns the next revision. */
  public Revision revision() {
    Map<Tenant, Long> numbers = new HashMap<>();
    for (long left = number(); left > 0; left--) {
      numbers.put(tenant(), number());
    }
    return Revision.of(numbers);
  }

  /** Returns the next list. */
  public <T> ImmutableList<T> list(Function<ResultReader, T> read) {
    ImmutableList.Builder<T> list = ImmutableList.builder();
    for (long left = number(); left > 0; left--) {
      list.add(read.apply(this));
    }
    return list.build();
  }
}
