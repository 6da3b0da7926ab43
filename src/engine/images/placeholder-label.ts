/** The label of an image that stands for a program the lab does not have; its value is the program's name. */
export const placeholderLabel = "drydock.placeholder";
