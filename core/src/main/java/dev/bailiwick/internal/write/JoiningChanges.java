package dev.bailiwick.internal.write;

import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.store.Transaction;
import java.util.Optional;

/**
 * The writes of verified domains and of requests to join within a {@link Change}. Each adds the
 * thing to the entry of its org.
 */
public final class JoiningChanges {
  private final ChangeEntries entries;
  private final Transaction tx;

  JoiningChanges(ChangeEntries entries, Transaction tx) {
    this.entries = entries;
    this.tx = tx;
  }

  public void save(Optional<OrgDomain> before, OrgDomain after) {
    if (entries.recorded(before, after, after.org())) {
      tx.joining().save(after);
    }
  }

  public void delete(OrgDomain domain) {
    entries.deleted(domain, domain.org());
    tx.joining().delete(domain);
  }

  public void create(JoinRequest request) {
    entries.created(request, request.org());
    tx.joining().save(request);
  }

  public void delete(JoinRequest request) {
    entries.deleted(request, request.org());
    tx.joining().delete(request);
  }
}
