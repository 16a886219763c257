package io.rolloutoperator.it;

import io.rolloutoperator.it.RightUse.Row;
import java.util.List;
import java.util.stream.Stream;

/** The rights of the chart, each with work that needs it. */
final class RightRows {

  /** Has no use in an install for a namespace. */
  static final Right OF_THE_CLUSTER = Right.parse("list referencegrants.gateway.networking.k8s.io");

  static final List<Row> ALL =
      Stream.of(
              ReleaseRights.rows(),
              RouteRights.rows(),
              AnalysisRights.rows(),
              WatchRights.rows(),
              SyncRights.rows(),
              ProcessRights.rows())
          .flatMap(List::stream)
          .toList();

  private RightRows() {}
}
