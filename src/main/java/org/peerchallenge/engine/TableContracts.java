package org.peerchallenge.engine;

import java.util.List;

/** Contracts of the decision tables that one feature asks. */
public interface TableContracts {

  List<TableContract> contracts();
}
