package io.rolloutoperator.api.rollout;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** State of a blue-green update. */
public record BlueGreenStatus(
    @Field("Hash the preview Service selects.") String previewSelector,
    @Field("Hash the active Service selects.") String activeSelector,
    @Field("The preview may grow to all replicas.") boolean scaleUpPreviewCheckPoint,
    @Field("AnalysisRun before the switch.")
        @Nullable RolloutAnalysisRunStatus prePromotionAnalysisRunStatus,
    @Field("AnalysisRun after the switch.")
        @Nullable RolloutAnalysisRunStatus postPromotionAnalysisRunStatus) {
  /** Every field absent. */
  public static final BlueGreenStatus EMPTY = new BlueGreenStatus("", "", false, null, null);

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public BlueGreenStatus {
    previewSelector = Absent.text(previewSelector);
    activeSelector = Absent.text(activeSelector);
  }

  /** A builder that starts from this BlueGreenStatus; this one stays as it is. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects changes to a BlueGreenStatus. Not for use by several threads. */
  public static final class Builder {
    private String previewSelector;
    private String activeSelector;
    private boolean scaleUpPreviewCheckPoint;
    private @Nullable RolloutAnalysisRunStatus prePromotionAnalysisRunStatus;
    private @Nullable RolloutAnalysisRunStatus postPromotionAnalysisRunStatus;

    private Builder(BlueGreenStatus from) {
      previewSelector = from.previewSelector;
      activeSelector = from.activeSelector;
      scaleUpPreviewCheckPoint = from.scaleUpPreviewCheckPoint;
      prePromotionAnalysisRunStatus = from.prePromotionAnalysisRunStatus;
      postPromotionAnalysisRunStatus = from.postPromotionAnalysisRunStatus;
    }

    public Builder previewSelector(String value) {
      previewSelector = value;
      return this;
    }

    public Builder activeSelector(String value) {
      activeSelector = value;
      return this;
    }

    public Builder scaleUpPreviewCheckPoint(boolean value) {
      scaleUpPreviewCheckPoint = value;
      return this;
    }

    public Builder prePromotionAnalysisRunStatus(@Nullable RolloutAnalysisRunStatus value) {
      prePromotionAnalysisRunStatus = value;
      return this;
    }

    public Builder postPromotionAnalysisRunStatus(@Nullable RolloutAnalysisRunStatus value) {
      postPromotionAnalysisRunStatus = value;
      return this;
    }

    /** The changed copy. */
    public BlueGreenStatus build() {
      return new BlueGreenStatus(
          previewSelector,
          activeSelector,
          scaleUpPreviewCheckPoint,
          prePromotionAnalysisRunStatus,
          postPromotionAnalysisRunStatus);
    }
  }
}
