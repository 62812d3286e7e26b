package org.peerchallenge.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a document says, whichever format it is written in.
 *
 * @param subtitle may be empty
 * @param attribution a line about sources or status under the title and, in small print, on every
 *     page; may be empty
 * @param wide true for landscape, which wide tables need
 */
public record Content(
    String title, String subtitle, String attribution, boolean wide, List<Section> sections) {

  public Content {
    title = Characters.readable(Objects.requireNonNull(title, "title"));
    subtitle = Characters.readable(subtitle);
    attribution = Characters.readable(attribution);
    sections = List.copyOf(sections);
    if (title.isBlank()) {
      throw new IllegalArgumentException("A document needs a title");
    }
  }

  static List<String> lines(String text) {
    return Arrays.asList(text.split("\n", -1));
  }

  /** Begins a document; its parts are added in the order in which they will be read. */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /**
   * A heading and what stands under it.
   *
   * @param level 1 for a main heading, 2 and 3 below it
   * @param heading empty for words before the first heading
   */
  public record Section(int level, String heading, List<Block> blocks) {
    public Section {
      if (level < 1 || level > 3) {
        throw new IllegalArgumentException("Headings have levels 1 to 3, not " + level);
      }
      heading = Characters.readable(heading);
      blocks = List.copyOf(blocks);
    }
  }

  /** A piece of a section. */
  public sealed interface Block permits Paragraph, Bullets, Table {}

  /** Text as somebody wrote it; its line breaks stay. */
  public record Paragraph(String text) implements Block {
    public Paragraph {
      text = Characters.readable(text);
    }

    /** The paragraphs that its blank lines make of it, each as its lines. */
    List<List<String>> paragraphs() {
      return Arrays.stream(text.strip().split("\\n[ \\t]*(?:\\n[ \\t]*)+"))
          .map(Content::lines)
          .toList();
    }
  }

  /** A list without an order. */
  public record Bullets(List<String> items) implements Block {
    public Bullets {
      items = items.stream().map(Characters::readable).toList();
    }
  }

  /**
   * A table with one row of headings.
   *
   * @param rows each with as many cells as there are headings
   */
  public record Table(List<String> head, List<List<String>> rows) implements Block {
    public Table {
      head = head.stream().map(Characters::readable).toList();
      rows = rows.stream().map(row -> row.stream().map(Characters::readable).toList()).toList();
      if (head.isEmpty()) {
        throw new IllegalArgumentException("A table needs headings");
      }
      for (List<String> row : rows) {
        if (row.size() != head.size()) {
          throw new IllegalArgumentException(
              "A row of " + row.size() + " cells under " + head.size() + " headings");
        }
      }
    }
  }

  /** Collects the parts of a document. */
  public static final class Builder {
    private final String title;
    private String subtitle = "";
    private String attribution = "";
    private boolean wide;
    private final List<Section> finished = new ArrayList<>();
    private int level = 1;
    private String heading = "";
    private List<Block> blocks = new ArrayList<>();

    private Builder(String title) {
      this.title = title;
    }

    public Builder subtitle(String words) {
      subtitle = words;
      return this;
    }

    public Builder attribution(String words) {
      attribution = words;
      return this;
    }

    public Builder wide() {
      wide = true;
      return this;
    }

    /** A main heading. */
    public Builder section(String words) {
      return heading(1, words);
    }

    /** A heading of level 1 to 3. */
    public Builder heading(int newLevel, String words) {
      finish();
      level = newLevel;
      heading = words;
      return this;
    }

    /** Text as it was written; nothing is added when it is missing or blank. */
    public Builder paragraph(String text) {
      if (text != null && !text.isBlank()) {
        blocks.add(new Paragraph(text));
      }
      return this;
    }

    /** A list; nothing is added when it is empty. */
    public Builder bullets(List<String> items) {
      if (!items.isEmpty()) {
        blocks.add(new Bullets(items));
      }
      return this;
    }

    public Builder table(List<String> head, List<List<String>> rows) {
      blocks.add(new Table(head, rows));
      return this;
    }

    /** Parts that were made elsewhere. */
    public Builder sections(List<Section> more) {
      finish();
      finished.addAll(more);
      return this;
    }

    public Content build() {
      finish();
      return new Content(title, subtitle, attribution, wide, finished);
    }

    private void finish() {
      if (!heading.isEmpty() || !blocks.isEmpty()) {
        finished.add(new Section(level, heading, blocks));
      }
      heading = "";
      blocks = new ArrayList<>();
    }
  }
}
