// The generator would make an empty interface of a string or an integer.

/** A step on the way to the value at fault: a member's name, or an item's place in its array. */
export type APIErrorItemLocInner = string | number;

export const APIErrorItemLocInnerFromJSON = (json: unknown) => json as APIErrorItemLocInner;
export const APIErrorItemLocInnerFromJSONTyped = (json: unknown, _ignoreDiscriminator: boolean) => json as APIErrorItemLocInner;
export const APIErrorItemLocInnerToJSON = (value: APIErrorItemLocInner): unknown => value;
export const APIErrorItemLocInnerToJSONTyped = (value: APIErrorItemLocInner, _ignoreDiscriminator: boolean): unknown => value;
