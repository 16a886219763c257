package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.schema.Field;

/** Scores that decide a judgement of Kayenta. */
public record KayentaThreshold(
    @Field(value = "Least score of success.", required = true) long pass,
    @Field(value = "Least score that is not a failure.", required = true) long marginal) {}
