package org.peerchallenge.challenge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.springframework.lang.Nullable;

/**
 * Records of a session of the day: what is captured in it and written into a report. The components
 * are called as the fields of the forms, so that a form's values are such a record.
 */
public final class SessionRecords {

  private SessionRecords() {}

  /** Whether others will know an insight too. */
  public enum Scope {
    @JsonProperty("local")
    LOCAL("Local"),
    @JsonProperty("systemic")
    SYSTEMIC("Systemic");

    private final String words;

    Scope(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** An answer worth keeping, and the question if it was noted. */
  public record Answer(@Nullable String question, String answer) {}

  /** A strength, in a report. */
  public record Strength(String title, @Nullable String description) {}

  /**
   * A strength that the group affirmed.
   *
   * @param affirmedBy keys of the entries that affirmed it
   */
  public record AffirmedStrength(
      String title, @Nullable String description, List<String> affirmedBy) {
    public AffirmedStrength {
      affirmedBy = orEmpty(affirmedBy);
    }

    Strength inReport() {
      return new Strength(title, description);
    }
  }

  /**
   * A perspective from the balcony.
   *
   * @param signature id of the signature of risk that it touches; "none" or null when none
   * @param scope null while nobody has said: a session can wait for it, a report cannot
   */
  public record Insight(String insight, @Nullable String signature, @Nullable Scope scope) {}

  /**
   * What the presenters will do.
   *
   * @param owner empty, and never null when read, while nobody was named: a session can wait for
   *     it, a report cannot
   * @param due null when no date was said
   */
  public record Commitment(String commitment, @Nullable String owner, @Nullable LocalDate due) {

    public Commitment {
      owner = owner == null ? "" : owner;
    }
  }

  /**
   * An ask or an offer.
   *
   * @param theme id of its theme, or null
   */
  public record Wish(
      String title,
      @Nullable String description,
      @Nullable String theme,
      @Nullable String contact) {}

  /** Practice that others could learn from. */
  public record Practice(String title, @Nullable String description, boolean writeUp) {}

  static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
