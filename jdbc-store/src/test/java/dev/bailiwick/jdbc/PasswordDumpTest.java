package dev.bailiwick.jdbc;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.store.Store;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A copy of all tables holds no secret, and nothing on which a guess can be tried without a key.
 */
class PasswordDumpTest {
  private static final Password TYPED = Password.of("Tr0ubled lantern käfig");
  private static final Password LATER = Password.of("Quiet orchid ladder 77");
  private static final Password GUESS = Password.of("wrong guess of a stranger");
  private static final String NAME = "typed-by-a-stranger";
  private static final String ORIGIN = "cookie-4f9a7712-of-ann";

  static Stream<Database> products() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    products().forEach(Database::recycle);
  }

  // 32.
  @ParameterizedTest
  @MethodSource("products")
  void a_dump_of_all_tables_shows_no_secret(Database database) throws SQLException {
    Store store = database.newStore();
    PasswordWorld world = new PasswordWorld(new World(store));
    UserId ann = world.world().user("ann");
    world.bailiwick().actingAs(Actor.system("web")).operation("1").passwords().set(ann, TYPED);
    world.signIn("ann", TYPED, ORIGIN);
    for (String name : List.of("ann", NAME)) {
      assertThatThrownBy(() -> world.signIn(name, GUESS, ORIGIN)).isInstanceOf(SignInRefused.class);
    }
    world.bailiwick().signIns().startReset(PasswordWorld.address(NAME));
    ResetCode spent = world.code("ann");
    world.bailiwick().actingAs(Actor.system("web")).operation("2").passwords().reset(spent, LATER);
    world.bailiwick().actingAs(Actor.user(ann)).operation("3").passwords().change(LATER, TYPED);
    world.world().clock().advance(Duration.ofMinutes(1));
    ResetCode open = world.code("ann");

    String dump = dump(database.pool(store));

    assertThat(dump).contains("ann@world.test", "1." /* a sealed hash */, open.hash());
    for (String secret :
        List.of(
            TYPED.secret(),
            LATER.secret(),
            GUESS.secret(),
            spent.secret(),
            open.secret(),
            NAME,
            ORIGIN)) {
      assertThat(forms(secret))
          .as(secret)
          .allSatisfy(form -> assertThat(dump).doesNotContain(form.toLowerCase(Locale.ROOT)));
    }
    assertThat(dump).doesNotContain("pbkdf2", "$i=");
  }

  /** Returns a secret and its last characters as they could be stored, and its plain hash. */
  private static List<String> forms(String secret) {
    List<String> forms = new ArrayList<>();
    for (String text : List.of(secret, secret.substring(secret.length() - 8))) {
      forms.add(text);
      for (byte[] bytes :
          List.of(text.getBytes(UTF_8), text.getBytes(UTF_16LE), text.getBytes(UTF_16BE))) {
        forms.add(BaseEncoding.base16().encode(bytes));
        forms.add(BaseEncoding.base64().omitPadding().encode(bytes));
        forms.add(BaseEncoding.base64Url().omitPadding().encode(bytes));
      }
    }
    // The hash of a code is stored: no guess finds 256 random bits.
    if (secret.length() != 43) {
      forms.add(Hashing.sha256().hashString(secret, UTF_8).toString());
    }
    return forms;
  }

  private static String dump(HikariDataSource pool) throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : Database.TABLES) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
              Object value = rows.getObject(column);
              dump.append(
                      value instanceof byte[] bytes
                          ? BaseEncoding.base16().encode(bytes)
                          : rows.getString(column))
                  .append('\n');
            }
          }
        }
      }
    }
    return dump.toString().toLowerCase(Locale.ROOT);
  }
}
