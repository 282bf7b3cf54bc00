package dev.bailiwick.internal.write;

import dev.bailiwick.key.ApiKey;
import dev.bailiwick.store.KeyRepository;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.UseSubject;
import java.util.Optional;

/** The writes of API keys within a {@link Change}. Each adds the key to the entry of its tenant. */
public final class KeyChanges {
  private final ChangeEntries entries;
  private final Transaction tx;

  KeyChanges(ChangeEntries entries, Transaction tx) {
    this.entries = entries;
    this.tx = tx;
  }

  public void save(Optional<ApiKey> before, ApiKey after, KeyRepository.Hashes hashes) {
    entries.recorded(before, after, after.tenant());
    tx.keys().save(after, hashes);
  }

  public void delete(ApiKey key) {
    entries.deleted(key, key.tenant());
    tx.keys().delete(key);
    if (tx.has(Part.HISTORY)) {
      tx.history().deleteUse(UseSubject.of(key.id()));
    }
  }
}
