interface ImageContext {
  readonly desired: { readonly image?: unknown };
  readonly previous: { readonly inputs: { readonly image?: unknown } } | undefined;
  hasChanged(input: "image"): boolean;
  observedInput(input: "image"): unknown;
}

/**
 * When to run a step that installs `image` and so erases the disk: only if the program itself changed the image, never because of
 * the observed one.
 */
export const isOtherImage = ({ desired, previous, observedInput, hasChanged }: ImageContext): boolean =>
  previous?.inputs.image !== undefined && hasChanged("image") && observedInput("image") !== desired.image;
