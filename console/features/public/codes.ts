import { ref } from "vue";

/** A code that somebody had this device remember. */
export interface RememberedCode {
  code: string;
  filedAt: string;
}

const place = "hub.public.codes";

function read(): RememberedCode[] {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "[]");
  } catch {
    return [];
  }
}

export const remembered = ref(read());

function write(codes: RememberedCode[]): void {
  remembered.value = codes;
  try {
    localStorage.setItem(place, JSON.stringify(codes));
  } catch {
    // Remembered until the page is closed.
  }
}

export const remember = (code: string): void =>
  write([{ code, filedAt: new Date().toISOString() }, ...remembered.value.filter((known) => known.code !== code)]);

export const forget = (code: string): void => write(remembered.value.filter((known) => known.code !== code));
