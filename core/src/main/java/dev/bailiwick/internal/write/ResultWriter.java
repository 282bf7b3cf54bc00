package dev.bailiwick.internal.write;

import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.value.Kinds;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Writes a result as one text: for each part the number of its characters, a colon and the part.
 * The format is stored; it does not depend on the name of any class.
 */
public final class ResultWriter {
  private final StringBuilder text = new StringBuilder();

  /** Writes a text. */
  public ResultWriter text(String part) {
    text.append(part.length()).append(':').append(part);
    return this;
  }

  /** Writes a number. */
  public ResultWriter number(long number) {
    return text(Long.toString(number));
  }

  /** Writes a tenant. */
  public ResultWriter tenant(Tenant tenant) {
    return text(Kinds.match(tenant, GrantKeyText::accessor, GrantKeyText::accessor));
  }

  /** Writes a resource's type and id. */
  public ResultWriter resource(ResourceId resource) {
    return text(resource.type()).text(resource.id());
  }

  /** Writes an instant, which may be absent. */
  public ResultWriter instant(Optional<Instant> instant) {
    return text(instant.map(at -> at.getEpochSecond() + "." + at.getNano()).orElse(""));
  }

  /** Writes the revision of each tenant. */
  public ResultWriter revision(Revision revision) {
    return list(
        revision.numbers().entrySet(),
        (out, entry) -> out.tenant(entry.getKey()).number(entry.getValue()));
  }

  /** Writes the number of entries, and each entry. */
  public <T> ResultWriter list(Collection<T> entries, BiConsumer<ResultWriter, T> write) {
    number(entries.size());
    entries.forEach(entry -> write.accept(this, entry));
    return this;
  }

  /** Returns everything that was written. */
  public String written() {
    return text.toString();
  }
}
