create database merilo
