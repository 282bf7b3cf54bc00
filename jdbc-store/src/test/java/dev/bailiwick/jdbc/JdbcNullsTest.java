package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.NullArguments;
import dev.bailiwick.contract.fixture.Samples;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;
import java.io.IOException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class JdbcNullsTest {
  @Test
  void a_null_is_refused_by_its_name_wherever_the_store_or_its_filter_takes_one()
      throws IOException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:nulls;DB_CLOSE_DELAY=-1");
    JdbcStore store = JdbcStore.over(database);
    store.migrate();
    Samples samples =
        new Samples(
            ImmutableMap.of(
                JdbcStore.class,
                () -> store,
                Session.class,
                () -> Bailiwick.over(store).actingAs(Actor.system("host")),
                Rows.class,
                () -> Rows.of("d.id"),
                UUID.class,
                () -> new UUID(1, 2),
                SqlFilter.class,
                () ->
                    store.filter(
                        Bailiwick.over(store).actingAs(Actor.system("host")),
                        Permission.READ,
                        ResourceType.of("doc"),
                        Rows.of("d.id").wholeTableBelongsTo(new UserId(1)))));
    assertThat(new NullArguments(JdbcStore.class, ImmutableSet.of(), samples).wrong()).isEmpty();
  }
}
