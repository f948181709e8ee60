/** What a caller shows. */
export interface Caller {
  /** The bearer token, without the word before it. */
  token?: string;
  /** Common name of the client certificate, checked against the authority. */
  certificate?: string;
}

/** Who a caller is. */
export interface Principal {
  subject: string;
}

/**
 * Says who a caller is.
 *
 * @returns undefined when it does not know.
 * @throws ServiceError `UNAUTHENTICATED` when nobody else is to be asked.
 */
export type Authenticator = (caller: Caller) => Promise<Principal | undefined>;
