package org.peerchallenge.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Content model of a document: what it says, whichever format it is written in.
 *
 * @param subtitle may be empty
 * @param attribution a line about sources or status under the title and, in small print, on every
 *     page; may be empty
 * @param wide true for landscape, which wide tables need
 * @param cover when there is one, a contents with page numbers follows it, main headings are
 *     numbered and each begins a page
 */
public record Content(
    String title,
    String subtitle,
    String attribution,
    boolean wide,
    Optional<Cover> cover,
    List<Section> sections) {

  /** Beyond this many lines the contents name main headings alone. */
  private static final int LONGEST_CONTENTS = 90;

  public Content {
    title = Characters.readable(Objects.requireNonNull(title, "title"));
    subtitle = Characters.readable(subtitle);
    attribution = Characters.readable(attribution);
    sections = withoutSkippedLevels(sections);
    if (title.isBlank()) {
      throw new IllegalArgumentException("A document needs a title");
    }
  }

  /** A heading is at most one level below the one before it, as screen readers rely on. */
  private static List<Section> withoutSkippedLevels(List<Section> sections) {
    List<Section> steady = new ArrayList<>();
    int before = 0;
    for (Section section : sections) {
      if (section.heading().isBlank()) {
        steady.add(section);
      } else {
        before = Math.min(section.level(), before + 1);
        steady.add(new Section(before, section.heading(), section.blocks()));
      }
    }
    return List.copyOf(steady);
  }

  /**
   * The numbers of the headings, one a section: "2", "2.1". Empty for those that have none: in a
   * document without a cover, at level 3, and for words before the first heading.
   */
  List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    int main = 0;
    int under = 0;
    for (Section section : sections) {
      if (cover.isEmpty() || section.heading().isEmpty() || section.level() > 2) {
        numbers.add("");
      } else if (section.level() == 1) {
        main++;
        under = 0;
        numbers.add(String.valueOf(main));
      } else {
        under++;
        numbers.add(main + "." + under);
      }
    }
    return numbers;
  }

  /** The sections that the contents name, by their place in the document. */
  List<Integer> contents() {
    List<String> numbers = numbers();
    List<Integer> numbered =
        IntStream.range(0, sections.size())
            .filter(at -> !numbers.get(at).isEmpty())
            .boxed()
            .toList();
    return numbered.size() <= LONGEST_CONTENTS
        ? numbered
        : numbered.stream().filter(at -> sections.get(at).level() == 1).toList();
  }

  static List<String> lines(String text) {
    return Arrays.asList(text.split("\n", -1));
  }

  /** Begins a document; its parts are added in the order in which they will be read. */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /** What stands on the first page under the title. */
  public record Cover(List<Fact> facts) {
    public Cover {
      facts = List.copyOf(facts);
    }
  }

  /** What something is, such as a date or a name, and what it is called. */
  public record Fact(String label, String value) {
    public Fact {
      label = Characters.readable(label);
      value = Characters.readable(value);
    }
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
  public sealed interface Block permits Paragraph, Bullets, Steps, Table, Facts, Picture {}

  /** Text as somebody wrote it; its line breaks stay. */
  public record Paragraph(String text) implements Block {
    public Paragraph {
      text = Characters.readable(text);
    }

    /** What its blank lines and typed lists make of it: paragraphs and lists. */
    List<Block> parts() {
      return TypedText.parts(text);
    }
  }

  /** A numbered list. */
  public record Steps(List<String> items) implements Block {
    public Steps {
      items = items.stream().map(Characters::readable).toList();
    }
  }

  /** Short facts, each beside its label, as in a signature block. */
  public record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /**
   * A picture; the same facts stand beside it as a table, or in the alternative.
   *
   * @param svg an {@code svg} element with width and height in pixels (96 an inch), which holds
   *     rectangles, lines, circles and text
   * @param alternative what it shows, for who cannot see it
   */
  public record Picture(String svg, String alternative) implements Block {
    public Picture {
      alternative = Characters.readable(alternative);
      if (alternative.isBlank()) {
        throw new IllegalArgumentException("A picture needs its words");
      }
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
    private Cover cover;
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

    /** Gives the document a first page of its own, and contents after it. */
    public Builder cover(List<Fact> facts) {
      cover = new Cover(facts);
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

    /** Facts beside their labels; nothing is added when there are none. */
    public Builder facts(List<Fact> facts) {
      if (!facts.isEmpty()) {
        blocks.add(new Facts(facts));
      }
      return this;
    }

    public Builder picture(String svg, String alternative) {
      blocks.add(new Picture(svg, alternative));
      return this;
    }

    /** Sections that were made elsewhere, their headings so many levels lower, at most at 3. */
    public Builder sections(List<Section> sections, int lower) {
      for (Section section : sections) {
        heading(Math.min(3, section.level() + lower), section.heading());
        blocks.addAll(section.blocks());
      }
      return this;
    }

    public Content build() {
      finish();
      return new Content(title, subtitle, attribution, wide, Optional.ofNullable(cover), finished);
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
