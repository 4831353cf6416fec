import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { RefusedRequestError } from './errors.ts';

/**
 * Whether an IP address lies on the public internet: not loopback, private, link-local, metadata, multicast or
 * otherwise reserved (the registries of RFC 6890), also where IPv4 is written as IPv6. Text that is no address is not.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * Refuses a URL whose host is itself an address that is not public.
 * @throws RefusedRequestError
 */
export function refusePrivateAddress(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw refuse(host);
}

/**
 * Looks a name up as the system does, but yields public addresses only: a name that an attacker points at this
 * machine or its network leads nowhere. It is asked at the moment of connecting, so the answer cannot change in between.
 */
export const lookupPublicAddress: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses: LookupAddress[] =
      error === null ? found.filter(({ address }) => isPublicAddress(address)) : [];
    const [first] = addresses;
    if (error !== null) callback(error, []);
    else if (first === undefined) callback(refuse(hostname), []);
    else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function refuse(host: string): RefusedRequestError {
  return new RefusedRequestError(
    `${host} is on this machine or a private network, and nobody named it: it was not asked.`,
  );
}
