// The generator would make an empty interface of a string or an integer.

/** A step on the way to the value at fault: a member's name, or an item's place in its array. */
export type LocationInner = string | number;

export const LocationInnerFromJSON = (json: unknown) => json as LocationInner;
export const LocationInnerFromJSONTyped = (json: unknown, _ignoreDiscriminator: boolean) => json as LocationInner;
export const LocationInnerToJSON = (value: LocationInner): unknown => value;
export const LocationInnerToJSONTyped = (value: LocationInner, _ignoreDiscriminator: boolean): unknown => value;
