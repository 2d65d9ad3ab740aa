package com.vicsee.client.error;


/**
 * The API, or something between it and the caller, answered that the call failed. One subclass for each kind of
 * status.
 */
public abstract sealed class ApiException extends VicSeeException
    permits AccessDeniedException, AuthenticationException, ConflictException, InsufficientCreditsException,
        InvalidRequestException, NotFoundException, ProviderException, RateLimitedException, ServerException,
        UnexpectedStatusException {

  private static final long serialVersionUID = 1L;

  ApiException(Failure failure) {
    super(failure, null);
  }

  /**
   * Returns the exception of a failure by its HTTP status.
   *
   * @param failure a failure with a status
   */
  public static ApiException of(Failure failure) {
    int status = failure.status().orElseThrow(() -> new IllegalArgumentException("No status: " + failure));
    return switch (status) {
      case 400, 405, 406, 410, 411, 412, 413, 414, 415, 416, 417, 422, 428, 431 -> new InvalidRequestException(failure);
      case 401 -> new AuthenticationException(failure);
      case 402 -> new InsufficientCreditsException(failure);
      case 403 -> new AccessDeniedException(failure);
      case 404 -> new NotFoundException(failure);
      case 409 -> new ConflictException(failure);
      case 429 -> new RateLimitedException(failure);
      // A 502 without an error code is the gateway's own and says nothing of the provider.
      case 502 -> failure.rawCode().isEmpty() ? new ServerException(failure) : new ProviderException(failure);
      default -> status >= 500 && status <= 599 ? new ServerException(failure) : new UnexpectedStatusException(failure);
    };
  }
}
