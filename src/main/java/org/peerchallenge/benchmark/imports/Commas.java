package org.peerchallenge.benchmark.imports;

import java.util.Optional;
import java.util.regex.Pattern;
import org.peerchallenge.kernel.HasId;

/** What a comma within a number of a file means: nobody can tell from “1,234”, so it is asked. */
public enum Commas implements HasId {
  /** As 24,5 for 24.5: a program with other than English settings has saved the file. */
  DECIMAL("decimal", Pattern.compile("-?[0-9]{1,12}(,[0-9]+)?|-?[0-9]{1,3}(\\.[0-9]{3})+,[0-9]+")) {
    @Override
    String english(String number) {
      return number.replace(".", "").replace(',', '.');
    }
  },
  /** As 1,234 for 1234. */
  THOUSANDS(
      "thousands",
      Pattern.compile("-?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?|-?[0-9]+(\\.[0-9]+)?([eE].*)?")) {
    @Override
    String english(String number) {
      return number.replace(",", "");
    }
  };

  private static final Pattern ASKED = Pattern.compile("-?[0-9][0-9.]*,[0-9][0-9.,]*");

  private final String id;
  private final Pattern written;

  Commas(String id, Pattern written) {
    this.id = id;
    this.written = written;
  }

  @Override
  public String id() {
    return id;
  }

  /** Reads {@link #id()} back; empty when there is no such answer. */
  public static Optional<Commas> find(String id) {
    return HasId.find(Commas.class, id);
  }

  abstract String english(String number);

  /** Whether a cell is a number, once it is known what its comma means. */
  static boolean isAskedOf(String cell) {
    return cell.indexOf(',') >= 0 && ASKED.matcher(cell).matches();
  }

  /** The number in plain digits; empty when it is not written in that way throughout. */
  Optional<String> plain(String cell) {
    return written.matcher(cell).matches() ? Numbers.plain(english(cell)) : Optional.empty();
  }
}
