package dev.bailiwick.examples.quickstart;

import com.google.common.base.Throwables;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.store.Store;
import java.util.Optional;

/**
 * The place in which the program keeps the loaded data: the memory, or a database that keeps it
 * after the program ends.
 */
final class Storage implements AutoCloseable {
  private final Store store;
  private final Optional<HikariDataSource> pool;

  private Storage(Store store, Optional<HikariDataSource> pool) {
    this.store = store;
    this.pool = pool;
  }

  static Storage inMemory() {
    return new Storage(InMemoryStore.create(), Optional.empty());
  }

  /**
   * Returns a storage in the database at a URL. Creates the tables if they do not exist.
   *
   * @throws InputError if the database cannot be reached or used
   */
  static Storage inDatabase(String url) {
    HikariDataSource pool = pool(url);
    try {
      JdbcStore store = JdbcStore.over(pool);
      store.migrate();
      return new Storage(store, Optional.of(pool));
    } catch (BailiwickException e) {
      pool.close();
      throw new InputError("--db: " + e.getMessage(), e);
    }
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(2);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      // The pool's own message is not used: it repeats the URL, which may contain a password.
      throw new InputError("--db: no connection: " + Throwables.getRootCause(e).getMessage(), e);
    }
  }

  Store store() {
    return store;
  }

  @Override
  public void close() {
    pool.ifPresent(HikariDataSource::close);
  }
}
