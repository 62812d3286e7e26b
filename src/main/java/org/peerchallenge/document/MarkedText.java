package org.peerchallenge.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Text of a tagged PDF without what is marked as one of some kinds: decoration, pictures. */
class MarkedText extends PDFTextStripper {

  private final Set<String> without;
  private final Deque<String> marks = new ArrayDeque<>();

  /**
   * Reads a PDF as PDFBox does.
   *
   * @param without the marks that are left out, such as {@code Figure}
   */
  MarkedText(Set<String> without) {
    this.without = without;
  }

  @Override
  public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
    marks.push(tag.getName());
    super.beginMarkedContentSequence(tag, properties);
  }

  @Override
  public void endMarkedContentSequence() {
    marks.pop();
    super.endMarkedContentSequence();
  }

  @Override
  protected final void processTextPosition(TextPosition letter) {
    if (marks.stream().noneMatch(without::contains)) {
      letter(letter);
    }
  }

  /** Takes a letter that is not left out. */
  protected void letter(TextPosition letter) {
    super.processTextPosition(letter);
  }
}
