package org.peerchallenge.document;

import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.BidiRun;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bidirectional algorithm of Unicode for the PDF library, which sets the runs of a line in the
 * order of the text: what stands right to left within English, with the figures and Latin words
 * inside it, is one run, and is put in order as a whole.
 */
final class MixedDirections implements BidiSplitter {

  private List<BidiTextRun> runs = List.of();

  @Override
  public void setParagraph(String text, byte base) {
    Bidi bidi = new Bidi();
    bidi.setPara(text, base, null);
    List<BidiTextRun> found = new ArrayList<>();
    int begin = 0;
    boolean within = false;
    for (int at = 0; at < bidi.countRuns(); at++) {
      BidiRun run = bidi.getLogicalRun(begin);
      begin = run.getLimit();
      boolean deeper = bidi.getParaLevel() == LTR && run.getEmbeddingLevel() > 0;
      if (deeper && within) {
        int start = found.remove(found.size() - 1).getStart();
        found.add(new BidiTextRun(start, run.getLimit() - start, RTL));
      } else {
        found.add(new BidiTextRun(run.getStart(), run.getLength(), run.getDirection()));
      }
      within = deeper;
    }
    runs = found;
  }

  @Override
  public int countTextRuns() {
    return runs.size();
  }

  @Override
  public BidiTextRun getVisualRun(int at) {
    return runs.get(at);
  }

  @Override
  public byte getBaseDirection(String text) {
    return Bidi.getBaseDirection(text);
  }

  /** Puts a run from right to left in the order of the page, what runs the other way included. */
  static final class Order extends ICUBidiReorderer {
    @Override
    public String reorderRTLTextToLTR(String text) {
      return new Bidi(text, Bidi.RTL).writeReordered(Bidi.DO_MIRRORING);
    }
  }
}
