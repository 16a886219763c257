package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** How to log in to a provider; one component is set. */
public record Authentication(
    @Field("AWS Signature Version 4.") @Nullable Sigv4Config sigv4,
    @Field("OAuth 2 client credentials.") @Nullable OAuth2Config oauth2,
    @Field("HTTP Basic.") @Nullable BasicAuthConfig basicAuth) {}
