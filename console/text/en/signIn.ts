import type { Translated } from "../text.ts";
import type { signIn as chinese } from "../zh-CN/signIn.ts";

export const signIn: Translated<typeof chinese> = {
  title: "Sign in",
  lead: "Provincial property-service campaign",
  username: "Username",
  password: "Password",
  showPassword: "Show password",
  hidePassword: "Hide password",
  submit: "Sign in",
  submitting: "Signing in",
  forgotten: "Forgotten your password? Your administrator can reset it.",
  public: "For owners: complain or follow a case",
  usernameMissing: "Enter your username",
  passwordMissing: "Enter your password",
  wrong: "The username or the password is wrong",
  locked: "Too many wrong attempts: this account is locked. Try again in {minutes} minutes or ask your administrator.",
  offline: "The server cannot be reached. Check the network and try again; what you typed is kept.",
  failed: "The server could not sign you in just now. Try again in a moment.",
};
